package dev.descent.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A small logistic job whose table a test chooses: features a and b, label y, score p. */
record SourceJob(Path folder) {

  /** Runs a command that must end well. */
  Invocation run(String command, String source, String... settings) {
    Invocation run = invoke(command, source, settings);
    if (run.exitCode() != 0) {
      throw new AssertionError(run.err());
    }
    return run;
  }

  Invocation invoke(String command, String source, String... settings) {
    return Invocation.of(
        Stream.concat(
                Stream.of(command, file(source).toString(), "--json", "--quiet"),
                Stream.of(settings))
            .toArray(String[]::new));
  }

  /** The job file. */
  Path file(String source) {
    List<String> lines =
        List.of(
            "name = sources",
            "data.train = " + source,
            "data.label = y",
            "features.columns = [a, b]",
            "model.type = logistic",
            "training.epochs = 3",
            "output.runs = \"" + folder.resolve("runs") + "\"");
    try {
      return Files.write(folder.resolve("job.conf"), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Rows of it as values of SQL: id, a, b, y, p. */
  static List<String> rows() {
    return Stream.iterate(0, i -> i + 1)
        .limit(60)
        .map(
            i ->
                "(%d, %d.25, %d, '%s', %s)"
                    .formatted(i, i % 7, i % 5, i * 3 % 4 > 1 ? "yes" : "no", i / 64.0))
        .toList();
  }
}
