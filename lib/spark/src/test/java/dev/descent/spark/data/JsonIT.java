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
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of JSON are rows, or bad lines that are told of; Spark's silent readings are not taken. */
final class JsonIT {
  private static final String GOOD = "{\"a\": 1, \"y\": 2}";
  private static final String TEXT =
      "; clean it, list the column in features.categorical or leave it out (features.exclude)";
  private static final String ADVICE = "; clean it or leave the column out (features.exclude)";

  private final TestFiles files;

  JsonIT(@TempDir Path folder) {
    files = new TestFiles(folder);
  }

  @Test
  void theSameRowsAsCsv() throws IOException {
    String csv = files.file("a.csv", "a,b,y", "1,0.1,3", "2.50,-1e3,4", "3,7,5.5");
    String json =
        files.file(
            "a.json",
            "{\"y\": 3, \"a\": 1, \"b\": 0.1}",
            "",
            " {\"b\": -1e3, \"a\": \"2.50\", \"y\": 4} ",
            "{\"a\": 3, \"b\": 7, \"y\": 5.5}");
    TestTraining training = TestTraining.of(List.of("a", "b"), "y");
    assertThat(training.sha256(json(json))).isEqualTo(training.sha256(TestFiles.csv(csv)));
  }

  @Test
  void numbersKeepTheirDigits() throws IOException {
    Dataset<Row> rows =
        json(
            files.file("a.json", "{\"a\": 1.10, \"b\": 12345678901234567890123}", "{\"c\": true}"));
    assertThat(rows.columns())
        .containsExactly("a", "b", "c", TableReader.MALFORMED, TableReader.REASON);
    assertThat(rows.where("a is not null").first().mkString("|"))
        .isEqualTo("1.10|12345678901234567890123|null|null|null");
    assertThat(rows.where("c is not null").first().getString(2)).isEqualTo("true");
  }

  @Test
  void listsOfNumbersAreArraysAndEverythingElseIsText() throws IOException {
    Dataset<Row> rows =
        json(
            files.file(
                "a.json",
                "{\"p\": [0.25, null, 1], \"q\": [1, \"x\", [2]], \"r\": {\"s\": [1]}, \"t\": [1]}",
                "{\"p\": [], \"q\": 5, \"r\": {}, \"t\": 2}"));
    assertThat(rows.schema().apply("p").dataType())
        .isEqualTo(DataTypes.createArrayType(DataTypes.DoubleType));
    List<Row> found = rows.orderBy("r").collectAsList();
    assertThat(found.get(0).getList(0)).containsExactly(0.25, null, 1.0);
    assertThat(found.get(0).getString(1)).isEqualTo("[1, \"x\", [2]]");
    assertThat(found.get(0).getString(2)).isEqualTo("{\"s\": [1]}");
    assertThat(found.get(0).getString(3)).isEqualTo("[1]");
    assertThat(found.get(1).getList(0)).isEmpty();
    assertThat(found.get(1).getString(2)).isEqualTo("{}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\": 1, \"y\": 2",
        "{\"a\": 1, \"y\": 2} {\"a\": 3, \"y\": 4}",
        "{\"a\": 1, \"y\": 2} and more",
        "[{\"a\": 1, \"y\": 2}]",
        "{'a': 1, 'y': 2}",
        "{\"a\": 01, \"y\": 2}",
        "{\"a\": 1, // one\"y\": 2}",
        "null",
        "5",
        "hello",
      })
  void linesThatAreNotOneObject(String line) throws IOException {
    assertRefused(
        List.of(GOOD, line),
        "data.train: a line is not one JSON object; fix the file (1 row, e.g. \""
            + line
            + "\" in FOLDER/a.json)");
  }

  @Test
  void aKeyTwice() throws IOException {
    String line = "{\"a\": 1, \"y\": 2, \"a\": 3}";
    assertRefused(
        List.of(GOOD, line),
        "data.train: a line has the key a more than once; fix the file (1 row, e.g. \""
            + line
            + "\" in FOLDER/a.json)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "\"two\" | holds text, not a number | two",
        "true | holds text, not a number | true",
        "{\"b\": 1} | holds text, not a number | {\"b\": 1}",
        "[1] | holds text, not a number | [1]",
        "NaN | is NaN or infinite | NaN",
        "-Infinity | is NaN or infinite | -Infinity",
        "1e999 | is NaN or infinite | 1e999",
      })
  void aValueThatIsNoNumber(String value, String problem, String shown) throws IOException {
    assertRefused(
        List.of(GOOD, "{\"y\": 1, \"a\": " + value + "}"),
        "data.train: column a "
            + problem
            + (problem.startsWith("holds text") ? TEXT : ADVICE)
            + " (1 row, e.g. \""
            + shown
            + "\" in FOLDER/a.json)");
  }

  @Test
  void nullAndAKeyThatIsNotThere() throws IOException {
    assertRefused(
        List.of(GOOD, "{\"y\": 1}", "{\"y\": 1, \"a\": null}", "{}"),
        "data.train: column a is missing; fill it, set features.missing or leave the column out"
            + " (features.exclude) (3 rows, e.g. empty in FOLDER/a.json)");
  }

  @Test
  void aBadLineAddsNoColumn() throws IOException {
    assertThat(json(files.file("a.json", GOOD, "{\"b\": 1, \"c\"}")).columns())
        .startsWith("a", "y", TableReader.MALFORMED);
  }

  @Test
  void filesWithoutAKey() throws IOException {
    assertUnreadable(
        "data.train: FOLDER/a.json has no line; it needs one JSON object a line", "", " ");
    assertUnreadable(
        "data.train: a line is not one JSON object; fix the file (2 rows, e.g. \"[\" in"
            + " FOLDER/a.json; \"]\" in FOLDER/a.json)",
        "[",
        "]");
    assertUnreadable(
        "data.train: the keys A and a differ in upper and lower case only; rename one of them",
        "{\"a\": 1}",
        "{\"A\": 1}");
  }

  @Test
  void theSameTableFromOneFileAndFromTwo() throws IOException {
    String together = files.file("a.json", "{\"a\": 1, \"y\": 1}", "{\"b\": 0.5, \"y\": 2}");
    Path two = Files.createDirectory(files.folder().resolve("two"));
    Files.writeString(two.resolve("1.json"), "{\"b\": 0.5, \"y\": 2}");
    Files.writeString(two.resolve("2.json"), "{\"a\": 1, \"y\": 1}\n");
    Files.writeString(two.resolve("_SUCCESS"), "hidden");
    Files.writeString(two.resolve(".hidden.json"), "hidden");
    assertThat(json(two.toString()).orderBy("y").collectAsList())
        .isEqualTo(json(together).orderBy("y").collectAsList());
  }

  @Test
  void optionsThatSparkHasAndLinesHaveNot() throws IOException {
    String path = files.file("a.json", GOOD);
    assertThatThrownBy(
            () ->
                new TableReader(TestSession.spark())
                    .read("data.train", "json", List.of(path), Map.of("multiline", "true")))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "data.train.options.multiline is no option of lines of JSON, which are one object a"
                + " line; remove it");
  }

  private Dataset<Row> json(String path) {
    return new TableReader(TestSession.spark()).read("data.train", "json", List.of(path), Map.of());
  }

  private void assertUnreadable(String line, String... lines) throws IOException {
    String path = files.file("a.json", lines);
    assertThatThrownBy(() -> json(path))
        .isInstanceOfSatisfying(
            DataException.class, e -> assertThat(files.shown(e)).containsExactly(line));
  }

  private void assertRefused(List<String> lines, String problem) throws IOException {
    String path = files.file("a.json", lines.toArray(String[]::new));
    assertThatThrownBy(
            () -> TestFiles.prepare(TestFiles.table(json(path), new Split.All(Side.TRAIN))))
        .isInstanceOfSatisfying(
            DataException.class, e -> assertThat(files.shown(e)).containsExactly(problem));
  }
}
