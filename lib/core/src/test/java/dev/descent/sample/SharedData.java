package dev.descent.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Data sets in the project's samples, and those beside the project that are not part of it. */
public final class SharedData {
  private SharedData() {}

  /**
   * The cells of a file in {@code shared/data} beside the project, without its header; skips the
   * test, saying so, where it is absent.
   */
  public static List<String[]> rows(String file) {
    return cells(beside(file));
  }

  /** The lines of such a file. */
  public static List<String> lines(String file) {
    return lines(beside(file));
  }

  private static Path beside(String file) {
    return upwards("shared/data/" + file)
        .orElseGet(
            () -> Assumptions.abort("skipped: shared/data/" + file + " is not beside the project"));
  }

  /** The cells of a file of the project, without its header. */
  public static List<String[]> projectRows(String file) {
    return cells(upwards(file).orElseThrow(() -> new IllegalStateException(file + " is missing")));
  }

  private static Optional<Path> upwards(String file) {
    Path directory = Path.of("").toAbsolutePath();
    while (directory != null && !Files.exists(directory.resolve(file))) {
      directory = directory.getParent();
    }
    return Optional.ofNullable(directory).map(found -> found.resolve(file));
  }

  private static List<String[]> cells(Path file) {
    return lines(file).stream().skip(1).map(line -> line.replace("\"", "").split(",", -1)).toList();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
