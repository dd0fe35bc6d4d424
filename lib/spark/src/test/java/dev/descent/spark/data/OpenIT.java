package dev.descent.spark.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.spark.TestSession;
import dev.descent.spark.source.DataException;
import dev.descent.spark.source.TableReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths, files and columns that are not there are refused, one clear line for each problem. */
final class OpenIT {
  private final TestFiles files;

  OpenIT(@TempDir Path folder) {
    files = new TestFiles(folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Carat | ; did you mean carat?",
        "carrat | ; did you mean carat?",
        "prise | ; did you mean price?",
        "depth | ; the columns are carat, price",
      })
  void columnsThatAreNotThere(String name, String advice) throws IOException {
    Dataset<Row> rows = TestFiles.csv(files.file("a.csv", "carat,price", "1,2"));
    assertThatThrownBy(() -> new FeatureChoice(List.of(name), List.of()).of(rows, List.of()))
        .isInstanceOf(DataException.class)
        .hasMessage("features.columns: there is no column " + name + advice);
    Columns columns = new Columns(List.of("carat"), Optional.of(name), Optional.empty(), List.of());
    assertThatThrownBy(() -> new Table("data.train", rows, columns, new Split.All(Side.TRAIN)))
        .isInstanceOf(DataException.class)
        .hasMessage("data.train: there is no column " + name + advice);
  }

  @Test
  void selectionsThatLeaveNothing() throws IOException {
    Dataset<Row> rows = TestFiles.csv(files.file("a.csv", "a,y", "1,2"));
    assertThatThrownBy(() -> new FeatureChoice(List.of("*"), List.of("*")).of(rows, List.of()))
        .hasMessage("features.columns [*] less features.exclude [*] leaves no column of [a, y]");
  }

  @Test
  void missingPathsAndEmptyFiles() throws IOException {
    assertUnreadable(
        files.folder().resolve("nowhere.csv").toString(),
        "data.train.path: there is no file or folder FOLDER/nowhere.csv; check the path");
    assertUnreadable(
        "nowhere://x/y.csv",
        "data.train.path: cannot look up nowhere://x/y.csv: No FileSystem for scheme"
            + " \"nowhere\"");
    assertUnreadable(
        files.file("empty.csv"),
        "data.train: FOLDER/empty.csv is empty; it needs a header line and rows");
    assertUnreadable(
        Files.createDirectory(files.folder().resolve("empty")).toString(),
        "data.train: there is no data file in FOLDER/empty; check the path");
    Table headerOnly = TestFiles.training(files.file("header.csv", "a,y"));
    assertThatThrownBy(() -> TestFiles.prepare(headerOnly))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "data.train: there is no training row with a weight above 0; check the path, the file,"
                + " data.filter, data.split and data.weight");
  }

  @Test
  void headersThatDiffer() throws IOException {
    Path two = Files.createDirectory(files.folder().resolve("two"));
    Files.write(two.resolve("1.csv"), List.of("y,a", "1,2"), UTF_8);
    Files.write(two.resolve("2.csv"), List.of("a,y", "1,2", "3,4"), UTF_8);
    assertThatThrownBy(() -> TestFiles.prepare(TestFiles.training(two.toString())))
        .isInstanceOfSatisfying(
            DataException.class,
            e ->
                assertThat(files.shown(e))
                    .singleElement()
                    .asString()
                    .matches(
                        "data.train: the header of FOLDER/two/[12].csv is (a, y|y, a), but that"
                            + " of another file of this table is (a, y|y, a); give all files the"
                            + " same columns in the same order"));
    Files.write(two.resolve("1.csv"), List.of("a,y,z", "1,2,3"), UTF_8);
    assertThatThrownBy(() -> TestFiles.prepare(TestFiles.training(two.toString())))
        .isInstanceOfSatisfying(
            DataException.class,
            e ->
                assertThat(files.shown(e))
                    .singleElement()
                    .asString()
                    .startsWith("data.train: cannot read FOLDER/two/")
                    .contains("Header length: ", "schema size: ")
                    .endsWith("; replace the file or leave it out"));
  }

  @Test
  void aFileThatIsNoParquet() throws IOException {
    String path = files.file("text.parquet", "hello, this is only text");
    assertThatThrownBy(
            () ->
                new TableReader(TestSession.spark())
                    .read("data.test", "parquet", List.of(path), Map.of()))
        .isInstanceOfSatisfying(
            DataException.class,
            e ->
                assertThat(files.shown(e))
                    .singleElement()
                    .asString()
                    .startsWith("data.test: cannot read FOLDER/text.parquet: ")
                    .contains("is not a Parquet file")
                    .endsWith("; replace the file or leave it out"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"spark.sql.files.ignoreCorruptFiles", "spark.sql.files.ignoreMissingFiles"})
  void settingsThatDropRows(String key) {
    SparkSession spark = TestSession.spark().newSession();
    spark.conf().set(key, "true");
    assertThatThrownBy(() -> new TableReader(spark))
        .isInstanceOf(DataException.class)
        .hasMessage(key + " = true drops rows without a word; set it to false");
  }

  private void assertUnreadable(String path, String line) {
    assertThatThrownBy(() -> TestFiles.csv(path))
        .isInstanceOfSatisfying(
            DataException.class, e -> assertThat(files.shown(e)).containsExactly(line));
  }
}
