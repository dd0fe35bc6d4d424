package dev.descent.spark;

import dev.descent.spark.source.TableReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The sample data of the project, found from wherever the tests run. */
public final class Samples {
  private Samples() {}

  /** A file of {@code conf/samples} as a table of text. */
  public static Dataset<Row> table(String file) {
    return new TableReader(TestSession.spark())
        .read("data.train", "csv", List.of(path(file).toString()), Map.of("header", "true"));
  }

  /** The path of a file of {@code conf/samples}. */
  public static Path path(String file) {
    Path directory = Path.of("").toAbsolutePath();
    while (directory != null && !Files.exists(directory.resolve("conf/samples").resolve(file))) {
      directory = directory.getParent();
    }
    if (directory == null) {
      throw new IllegalStateException("there is no conf/samples/" + file + " above the tests");
    }
    return directory.resolve("conf/samples").resolve(file);
  }
}
