package dev.descent.jobs.bench;

import java.util.List;
import java.util.stream.Collectors;

/** All workloads, in the order in which they run. */
final class Workloads {
  static final List<Workload> ALL =
      List.of(new MnistMlp(), new MnistSoftmax(), new LogisticDense());

  private Workloads() {}

  /** Those of {@code names}, or all of them for none. */
  static List<Workload> named(List<String> names) {
    return names.isEmpty() ? ALL : names.stream().distinct().map(Workloads::named).toList();
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
