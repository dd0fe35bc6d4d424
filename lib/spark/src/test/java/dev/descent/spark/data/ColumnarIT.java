package dev.descent.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.spark.TestSession;
import dev.descent.spark.TestTraining;
import dev.descent.spark.source.DataException;
import dev.descent.spark.source.TableReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parquet and ORC files that are not alike give all columns or a clear line, never nulls. */
final class ColumnarIT {
  private final TestFiles files;

  ColumnarIT(@TempDir Path folder) {
    files = new TestFiles(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "orc"})
  void theSameRowsAsJson(String format) throws IOException {
    write(format, "1", "select 1 a, 0.5D b, 3 y union all select 2 a, -1D b, 4 y");
    write(format, "2", "select 3 a, 7.25D b, 5 y");
    Path json = Files.createDirectory(files.folder().resolve("json"));
    read(format, "1", "2").write().mode("overwrite").json(json.toString());
    Dataset<Row> lines =
        new TableReader(TestSession.spark())
            .read("data.train", "json", List.of(json.toString()), Map.of());
    assertThat(lines.count()).isEqualTo(3);
    TestTraining training = TestTraining.of(List.of("a", "b"), "y");
    try (TrainingData typed = training.prepare(read(format, "1", "2"));
        TrainingData text = training.prepare(lines)) {
      assertThat(typed.encoding().standardizer().means())
          .isEqualTo(text.encoding().standardizer().means());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "orc"})
  void aColumnThatOneFileLacks(String format) {
    write(format, "1", "select 1 a, 2 y");
    write(format, "2", "select 1 a, 2 y, 'x' c");
    assertThat(read(format, "1", "2").columns()).containsExactly("a", "y", "c");
    write(format, "3", "select 2 y, 'x' c");
    assertThatThrownBy(
            () ->
                TestFiles.prepare(
                    TestFiles.table(read(format, "1", "3"), new Split.All(Side.TRAIN))))
        .isInstanceOfSatisfying(
            DataException.class,
            e ->
                assertThat(files.shown(e))
                    .singleElement()
                    .asString()
                    .startsWith("data.train: column a is missing; fill it")
                    .contains("(1 row, e.g. empty in FOLDER/3/"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "orc"})
  void theColumnsDoNotFollowTheOrderOfFiles(String format) {
    write(format, "1", "select 1 c, 2 a");
    write(format, "2", "select 1 f, 2 a, 3 e, 4 c");
    assertThat(read(format, "2", "1").columns()).containsExactly("c", "a", "e", "f");
    assertThat(read(format, "1", "2").columns()).containsExactly("c", "a", "e", "f");
    assertThat(read(format, "2", "1").where("f is null").select("c", "a").first().mkString(" "))
        .isEqualTo("1 2");
  }

  @ParameterizedTest
  @CsvSource({
    "parquet, 1L, bigint and int", "orc, 1L, bigint and int",
    "parquet, 'x', int and string", "orc, 'x', int and string",
    "parquet, 1.5D, double and int", "orc, 1.5D, double and int",
  })
  void aColumnOfTwoTypes(String format, String other, String types) {
    write(format, "1", "select 2 y, 1 a");
    String value = other.equals("x") ? "'x'" : other;
    write(format, "2", "select 2 y, " + value + " a");
    String[] both = types.split(" and ", -1);
    assertUnreadable(
        format,
        "data.train: column a is "
            + both[0]
            + " in one file and "
            + both[1]
            + " in another; write the files again with one type",
        "1",
        "2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "orc"})
  void aFileThatIsNone(String format) throws IOException {
    write(format, "1", "select 1 a, 2 y");
    String path =
        Files.writeString(files.folder().resolve("1/a." + format), "only text, no columns here")
            .toString();
    assertThatThrownBy(() -> read(format, "1"))
        .isInstanceOfSatisfying(
            DataException.class,
            e ->
                assertThat(files.shown(e))
                    .singleElement()
                    .asString()
                    .startsWith("data.train: cannot read FOLDER/1/a." + format + ": ")
                    .endsWith("; replace the file or leave it out"));
    assertThat(Path.of(path)).exists();
  }

  @ParameterizedTest
  @CsvSource({
    "parquet, mergeSchema, false",
    "orc, mergeschema, False",
    "orc, ignoreCorruptFiles, true",
    "parquet, ignoreMissingFiles, true",
    "csv, mode, DROPMALFORMED",
    "json, ignorecorruptfiles, true",
  })
  void optionsThatDropRowsOrColumns(String format, String option, String value) throws IOException {
    String path = files.file("a." + format, "a");
    assertThatThrownBy(
            () ->
                new TableReader(TestSession.spark())
                    .read("use.data", format, List.of(path), Map.of(option, value)))
        .isInstanceOf(DataException.class)
        .hasMessageMatching(
            "use.data.options.(?i:"
                + option
                + ") = "
                + value
                + " drops or changes rows without a word; remove it");
  }

  private void write(String format, String name, String query) {
    TestSession.spark()
        .sql(query)
        .coalesce(1)
        .write()
        .format(format)
        .save(files.folder().resolve(name).toString());
  }

  private Dataset<Row> read(String format, String... names) {
    List<String> paths =
        List.of(names).stream().map(name -> files.folder().resolve(name).toString()).toList();
    return new TableReader(TestSession.spark()).read("data.train", format, paths, Map.of());
  }

  private void assertUnreadable(String format, String line, String... names) {
    assertThatThrownBy(() -> read(format, names))
        .isInstanceOfSatisfying(
            DataException.class, e -> assertThat(files.shown(e)).containsExactly(line));
  }
}
