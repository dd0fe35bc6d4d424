package dev.descent.jobs.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the tables of a workload lie, and what is written while it runs: a folder of the
 * benchmark's own.
 */
record Tables(Path folder) {

  /** The Parquet table to train on; not every workload has one. */
  Path train() {
    return folder.resolve("train.parquet");
  }

  /** The Parquet table to measure a model or scores on; not every workload has one. */
  Path test() {
    return folder.resolve("test.parquet");
  }

  /** Whether all of them were written: a run that ends while it writes leaves some of them. */
  boolean areWritten() {
    return Files.exists(written());
  }

  /** Deletes what an earlier run has left of them. */
  void clear() throws IOException {
    for (Path path : List.of(train(), test())) {
      if (Files.exists(path)) {
        delete(path);
      }
    }
  }

  /** Deletes {@code folder} and all in it. */
  static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** Notes that all of them are written. */
  void noteWritten() throws IOException {
    Files.writeString(written(), "");
  }

  private Path written() {
    return folder.resolve("written");
  }

  boolean hasTest() {
    return Files.exists(test());
  }

  /** The Parquet table of predictions that an engine has written. */
  Path predictions() {
    return folder.resolve("predictions.parquet");
  }

  /** The run folders of Descent. */
  Path runs() {
    return folder.resolve("runs");
  }

  /** Writes Descent's job file, {@code lines} and where the tables and runs are. */
  Path writeJob(String name, List<String> lines) {
    String test = hasTest() ? source("test", test()) : "";
    String text =
        String.join("\n", "name = " + name, "seed = 1", source("train", train()), test)
            + String.join("\n", lines)
            + "\noutput { runs = "
            + quoted(runs())
            + " }\n";
    try {
      return Files.writeString(folder.resolve("job.conf"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String source(String side, Path path) {
    return "data." + side + " " + parquet(path) + "\n";
  }

  /** The source of a job file that a table of numbers in Parquet is. */
  static String parquet(Path path) {
    return "{ format = parquet, path = " + quoted(path) + " }";
  }

  static String quoted(Path path) {
    return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
