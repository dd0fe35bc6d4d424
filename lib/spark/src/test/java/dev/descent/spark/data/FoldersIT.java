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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns that the names of folders give, and the files that count. */
final class FoldersIT {
  private static final Map<String, String> LINES =
      Map.of("csv", "a,y\n%d,%d\n", "json", "{\"y\": %2$d, \"a\": %1$d}\n");

  private final TestFiles files;

  FoldersIT(@TempDir Path folder) {
    files = new TestFiles(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "json"})
  void theSameModelAsWithTheColumnInTheFile(String format) throws IOException {
    String flat =
        files.file("flat.csv", "y,year,a", "1,2024,3", "2,2025,5", "4,2025,7", "3,2026,4");
    write(format, "year=2024/1", 3, 1);
    write(format, "year=2025/1", 5, 2);
    write(format, "year=2025/2", 7, 4);
    write(format, "year=2026/1", 4, 3);
    TestTraining training = TestTraining.of(List.of("a", "year"), "y");
    assertThat(training.sha256(read(format, table())))
        .isEqualTo(training.sha256(TestFiles.csv(flat)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "json"})
  void textWhateverTheValues(String format) throws IOException {
    write(format, "k=01/1", 3, 1);
    Dataset<Row> numbers = read(format, table());
    assertThat(numbers.schema().apply("k").dataType()).isEqualTo(DataTypes.StringType);
    assertThat(numbers.select("k").first().getString(0)).isEqualTo("01");
    write(format, "k=2026-01-01/1", 3, 2);
    write(format, "k=__HIVE_DEFAULT_PARTITION__/1", 3, 3);
    write(format, "k=a%3Ab/1", 3, 4);
    assertThat(values(read(format, table()))).containsExactly("01", "2026-01-01", "null", "a:b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "orc"})
  void textInColumnarTablesToo(String format) throws IOException {
    TestSession.spark()
        .sql("select 1 a, 1 y, 7 k, date'2026-01-01' d union all select 2, 2, 8, date'2026-01-02'")
        .write()
        .format(format)
        .partitionBy("k", "d")
        .save(table());
    Dataset<Row> rows = read(format, table());
    assertThat(rows.schema().toDDL()).isEqualTo("a INT,y INT,k STRING,d STRING");
    assertThat(values(rows)).containsExactly("7", "8");
    TestTraining training = TestTraining.of(List.of("a", "k"), "y");
    try (TrainingData data = training.prepare(rows)) {
      assertThat(data.encoding().standardizer().means()).containsExactly(1.5, 7.5);
    }
  }

  @Test
  void aSplitByFolders() throws IOException {
    for (String side : List.of("train", "validation", "test")) {
      write("csv", "side=" + side + "/1", 1, side.length());
    }
    Table table = TestFiles.table(read("csv", table()), new Split.ByColumn("side"));
    try (TrainingData data = TestFiles.prepare(table)) {
      assertThat(data.statistics().rows(Side.TRAIN)).isEqualTo(1);
      assertThat(data.statistics().rows(Side.VALIDATION)).isEqualTo(1);
      assertThat(data.statistics().rows(Side.TEST)).isEqualTo(1);
    }
  }

  @Test
  void hiddenFilesAndFolders() throws IOException {
    write("csv", "k=1/1", 1, 1);
    write("csv", "k=1/_2", 1, 2);
    write("csv", "k=1/.3", 1, 3);
    write("csv", "_temporary/k=2/4", 1, 4);
    assertThat(values(read("csv", table()))).containsExactly("1");
  }

  @Test
  void globs() throws IOException {
    for (int k = 1; k <= 3; k++) {
      write("json", "k=" + k + "/" + k, 1, k);
    }
    assertThat(read("json", table() + "/k={1,3}").count()).isEqualTo(2);
    assertThat(read("json", table() + "/k=*/*.json").count()).isEqualTo(3);
    assertThat(read("json", table() + "/k=[12]").columns()).doesNotContain("k");
    Dataset<Row> based =
        new TableReader(TestSession.spark())
            .read(
                "data.train",
                "json",
                List.of(table() + "/k=1", table() + "/k=[3-9]"),
                Map.of("basePath", table()));
    assertThat(values(based)).containsExactly("1", "3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "json"})
  void aColumnInFileAndFolder(String format) throws IOException {
    write(format, "A=1/1", 1, 1);
    assertUnreadable(
        format,
        "data.train: the column A is in the names of folders and in the files; rename one of them");
  }

  @Test
  void aColumnInFileAndFolderOfAColumnarTable() {
    TestSession.spark().sql("select 1 a, 1 y").write().parquet(table() + "/a=7");
    assertUnreadable(
        "parquet",
        "data.train: the column a is in the names of folders and in the files; rename one of them");
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "json"})
  void aFileBesideTheFolders(String format) throws IOException {
    write(format, "k=1/1", 1, 1);
    write(format, "2", 1, 2);
    assertUnreadable(
        format,
        "data.train: FOLDER/table/2."
            + format
            + " lies beside folders such as k=..; move it into one of them, or name the files in"
            + " the path");
  }

  @ParameterizedTest
  @CsvSource({"j=1/2", "k=1/j=1/2", "other/k=1/2"})
  void foldersOfDifferentColumns(String second) throws IOException {
    write("csv", "k=1/1", 1, 1);
    write("csv", second, 1, 2);
    assertUnreadable(
        "csv",
        "data.train: the folders in FOLDER/table do not all give the same columns; name those of"
            + " one table in the path");
  }

  private void write(String format, String name, int a, int y) throws IOException {
    Path path = Path.of(table(), name + "." + format);
    Files.createDirectories(path.getParent());
    Files.writeString(path, String.format(LINES.getOrDefault(format, ""), a, y));
  }

  private String table() {
    return files.folder().resolve("table").toString();
  }

  private static Dataset<Row> read(String format, String path) {
    Map<String, String> options = format.equals("csv") ? Map.of("header", "true") : Map.of();
    return new TableReader(TestSession.spark()).read("data.train", format, List.of(path), options);
  }

  private static List<String> values(Dataset<Row> rows) {
    return rows.select("y", "k").collectAsList().stream()
        .sorted(Comparator.comparing(row -> String.valueOf(row.get(0))))
        .map(row -> String.valueOf(row.get(1)))
        .toList();
  }

  private void assertUnreadable(String format, String line) {
    assertThatThrownBy(() -> read(format, table()))
        .isInstanceOfSatisfying(
            DataException.class, e -> assertThat(files.shown(e)).containsExactly(line));
  }
}
