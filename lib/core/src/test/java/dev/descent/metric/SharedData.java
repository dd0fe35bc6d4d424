package dev.descent.metric;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Data sets that lie beside the project, in {@code shared/data}, and are not part of it. */
final class SharedData {
  private SharedData() {}

  /** The cells of a file without its header; skips the test, saying so, where it is absent. */
  static List<String[]> rows(String file) {
    Path directory = Path.of("").toAbsolutePath();
    while (directory != null && !Files.exists(directory.resolve("shared/data").resolve(file))) {
      directory = directory.getParent();
    }
    if (directory == null) {
      return Assumptions.abort("skipped: shared/data/" + file + " is not beside the project");
    }
    try {
      return Files.readAllLines(directory.resolve("shared/data").resolve(file)).stream()
          .skip(1)
          .map(line -> line.replace("\"", "").split(",", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
