package dev.descent.jobs.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What to measure, and how. */
public record BenchSettings(Choice choice, Folders folders, Rounds rounds, Jvm jvm) {

  /** Checks everything that shows before anything runs. */
  public BenchSettings {
    if (folders.data().isEmpty() && !choice.names().isEmpty()) {
      for (Workload workload : choice.workloads()) {
        require(
            workload.files().isEmpty(),
            workload.name()
                + ": give the folder of "
                + String.join(", ", workload.files())
                + " with --data FOLDER, or name other workloads");
      }
    }
  }

  /** How much data a workload has. */
  public enum Size {
    USUAL,
    /** Enough to see that all works. */
    SMALL
  }

  /**
   * Which workloads.
   *
   * @param names of them; none for the usual ones
   */
  public record Choice(List<String> names, Size size) {
    public Choice {
      names = List.copyOf(names);
      Workloads.named(names, size);
    }

    List<Workload> workloads() {
      return Workloads.named(names, size);
    }
  }

  /**
   * Where files are.
   *
   * @param data those that are not generated
   * @param tables where the tables are kept, and taken from if they are there; none for a folder
   *     that is deleted
   */
  public record Folders(Optional<Path> data, Optional<Path> tables) {

    private boolean hasFiles(Workload workload) {
      return workload.files().stream()
          .allMatch(file -> data.filter(at -> Files.exists(at.resolve(file))).isPresent());
    }
  }

  /**
   * How often.
   *
   * @param measured rounds
   * @param warmUp rounds before them
   */
  public record Rounds(int measured, int warmUp) {
    public Rounds {
      require(measured >= 1, "--rounds must be >= 1, but was " + measured);
      require(warmUp >= 0, "--warm-up must be >= 0, but was " + warmUp);
    }
  }

  /**
   * The JVM of an engine.
   *
   * @param threads of its Spark
   * @param heap as -Xmx takes it
   */
  public record Jvm(int threads, String heap) {
    public Jvm {
      require(threads >= 1, "--threads must be >= 1, but was " + threads);
      require(heap.matches("[1-9][0-9]*[mg]"), "--heap must be like 4g or 900m, but was " + heap);
    }
  }

  /** All that are named, or the usual ones whose files are there. */
  List<Workload> workloads() {
    List<Workload> leftOut = leftOut();
    return choice.workloads().stream().filter(workload -> !leftOut.contains(workload)).toList();
  }

  /** The usual ones whose files are not there. */
  List<Workload> leftOut() {
    return choice.names().isEmpty()
        ? choice.workloads().stream().filter(workload -> !folders.hasFiles(workload)).toList()
        : List.of();
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
