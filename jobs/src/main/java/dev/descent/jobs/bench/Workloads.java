package dev.descent.jobs.bench;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The workloads, in the order in which they run. */
final class Workloads {
  /** Those that run when none is named. */
  static final List<Workload> USUAL =
      Stream.<List<? extends Workload>>of(
              List.of(new MnistMlp(), new MnistSoftmax()),
              GradientPass.USUAL,
              Steps.USUAL,
              List.of(StepsInJob.HUNDRED),
              List.of(Ingestion.TWENTY_EIGHT, Ingestion.HUNDRED, Ingestion.VECTOR),
              List.of(new LogisticDense(), new LogisticSparse()),
              List.of(
                  RocAreas.exact(RocAreas.Size.TEN_MILLION),
                  RocAreas.onePass(RocAreas.Size.TEN_MILLION)))
          .<Workload>flatMap(List::stream)
          .toList();

  /** Those too, which only run by name. */
  static final List<Workload> ALL =
      Stream.concat(
              USUAL.stream(),
              Stream.of(
                  Ingestion.SMALL,
                  Ingestion.SMALL_VECTOR,
                  RocAreas.exact(RocAreas.Size.ONE_HUNDRED_THOUSAND),
                  RocAreas.onePass(RocAreas.Size.ONE_HUNDRED_THOUSAND),
                  RocAreas.exact(RocAreas.Size.ONE_HUNDRED_MILLION)))
          .toList();

  private Workloads() {}

  /** Those of {@code names}, or the usual ones for none. */
  static List<Workload> named(List<String> names) {
    return names.isEmpty() ? USUAL : names.stream().distinct().map(Workloads::named).toList();
  }

  /**
   * The one of that name.
   *
   * @throws IllegalArgumentException if there is none, naming those that there are
   */
  static Workload named(String name) {
    return ALL.stream()
        .filter(workload -> workload.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException("no workload " + name + "; there are " + names(ALL)));
  }

  static String names(List<Workload> workloads) {
    return workloads.stream().map(Workload::name).collect(Collectors.joining(", "));
  }
}
