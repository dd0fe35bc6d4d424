package dev.descent.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** Data sets in the project's samples, and those beside the project that are not part of it. */
public final class SharedData {
  private SharedData() {}

  /**
   * The cells of a file, without its header: of {@code conf/samples}, or else of {@code
   * shared/data} beside the project; skips the test, saying so, where it is in neither.
   */
  public static List<String[]> rows(String file) {
    return lines(file).stream().skip(1).map(line -> line.replace("\"", "").split(",", -1)).toList();
  }

  /** The lines of such a file. */
  public static List<String> lines(String file) {
    return Stream.of("conf/samples/" + file, "conf/samples/" + file + ".gz", "shared/data/" + file)
        .flatMap(place -> upwards(place).stream())
        .findFirst()
        .map(SharedData::read)
        .orElseGet(
            () ->
                Assumptions.abort(
                    "skipped: "
                        + file
                        + " is no sample, and shared/data is not beside the project"));
  }

  /**
   * The bytes of a compressed file of {@code shared/data} beside the project; skips the test,
   * saying so, where it is not there.
   */
  public static byte[] unzipped(String file) {
    Path found =
        upwards("shared/data/" + file)
            .orElseGet(
                () ->
                    Assumptions.abort(
                        "skipped: shared/data/" + file + " is not beside the project"));
    try (InputStream in = new GZIPInputStream(Files.newInputStream(found))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> upwards(String file) {
    Path directory = Path.of("").toAbsolutePath();
    while (directory != null && !Files.exists(directory.resolve(file))) {
      directory = directory.getParent();
    }
    return Optional.ofNullable(directory).map(found -> found.resolve(file));
  }

  private static List<String> read(Path file) {
    try (InputStream in = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
      return new String(plain.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
