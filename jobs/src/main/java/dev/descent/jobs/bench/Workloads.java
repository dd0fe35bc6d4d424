package dev.descent.jobs.bench;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The workloads, in the order in which they run. */
final class Workloads {
  /** Those that run when none is named. */
  static final List<Workload> USUAL =
      Stream.<List<? extends Workload>>of(
              List.of(new MnistMlp(), new MnistSoftmax(), new MnistSoftmaxRidge()),
              GradientPass.USUAL,
              List.of(Growth.USUAL),
              Steps.USUAL,
              List.of(StepsInJob.HUNDRED),
              List.of(Ingestion.TWENTY_EIGHT, Ingestion.HUNDRED, Ingestion.VECTOR),
              List.of(
                  LogisticModel.HUNDRED,
                  LogisticModel.TWENTY_EIGHT,
                  LogisticModel.SPARSE,
                  LogisticModel.A9A),
              LinearModel.USUAL,
              List.of(LinearPath.USUAL, BatchPrediction.USUAL, new TrainStart()),
              List.of(
                  RocAreas.exact(RocAreas.Size.TEN_MILLION),
                  RocAreas.onePass(RocAreas.Size.TEN_MILLION)))
          .<Workload>flatMap(List::stream)
          .toList();

  /** Those too, which only run by name, and all in their small size. */
  static final List<Workload> ALL =
      Stream.of(
              USUAL.stream(),
              Stream.of(RocAreas.exact(RocAreas.Size.ONE_HUNDRED_MILLION)),
              USUAL.stream().flatMap(workload -> workload.small().stream()))
          .<Workload>flatMap(workloads -> workloads)
          .distinct()
          .toList();

  private Workloads() {}

  /**
   * Those of {@code names}, or the usual ones for none.
   *
   * @throws IllegalArgumentException if one is not there in that size
   */
  static List<Workload> named(List<String> names, BenchSettings.Size size) {
    List<Workload> all =
        names.isEmpty() ? USUAL : names.stream().distinct().map(Workloads::named).toList();
    if (size == BenchSettings.Size.USUAL) {
      return all;
    }
    List<Workload> without = all.stream().filter(workload -> workload.small().isEmpty()).toList();
    if (!names.isEmpty() && !without.isEmpty()) {
      throw new IllegalArgumentException(names(without) + ": not in a small size");
    }
    return all.stream().flatMap(workload -> workload.small().stream()).distinct().toList();
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
