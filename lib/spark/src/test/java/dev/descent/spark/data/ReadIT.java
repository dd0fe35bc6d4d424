package dev.descent.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.encode.Polynomial;
import dev.descent.spark.source.DataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that cannot be used are refused, one clear line for each problem. */
final class ReadIT {
  private static final String TEXT =
      "; clean it, list the column in features.categorical or leave it out (features.exclude)";
  private static final String NOT_FINITE = "; clean it or leave the column out (features.exclude)";
  private static final String MISSING =
      "; fill it, set features.missing or leave the column out (features.exclude)";

  private final TestFiles files;

  ReadIT(@TempDir Path folder) {
    files = new TestFiles(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"two", "1d", "0x1p3", "1,5", " ", "NULL", "na", "12 apples"})
  void textInAColumnOfNumbers(String field) throws IOException {
    assertRefused(
        TestFiles.training(files.file("a.csv", "a,y", "1,2", "\"" + field + "\",3")),
        "data.train: column a holds text, not a number"
            + TEXT
            + " (1 row, e.g. \""
            + field
            + "\" in FOLDER/a.csv)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "nan", "inf", "-inf", "Infinity", "1e999"})
  void numbersThatAreNotFinite(String field) throws IOException {
    assertRefused(
        TestFiles.training(files.file("a.csv", "a,y", "1,2", field + ",3")),
        "data.train: column a is NaN or infinite"
            + NOT_FINITE
            + " (1 row, e.g. \""
            + field
            + "\" in FOLDER/a.csv)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"\""})
  void emptyFields(String field) throws IOException {
    assertRefused(
        TestFiles.training(files.file("a.csv", "a,y", "1,2", field + ",3", field + ",4")),
        "data.train: column a is missing" + MISSING + " (2 rows, e.g. empty in FOLDER/a.csv)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", " 5", "5 ", "+5.0", "5e0", "0.5E1"})
  void whatIsANumber(String field) throws IOException {
    try (TrainingData data =
        TestFiles.prepare(TestFiles.training(files.file("a.csv", "a,y", "5,1", field + ",2")))) {
      assertThat(data.encoding().standardizer().means()).containsExactly(5);
      assertThat(data.encoding().standardizer().scales()).containsExactly(0);
    }
  }

  @Test
  void shortAndLongLines() throws IOException {
    assertRefused(
        TestFiles.training(files.file("a.csv", "a,b,y", "1,2,3", "1,2", "1,2,3,4", "1")),
        "data.train: a line has too few or too many fields; fix the file (3 rows, e.g. \"1\" in"
            + " FOLDER/a.csv; \"1,2\" in FOLDER/a.csv; \"1,2,3,4\" in FOLDER/a.csv)");
  }

  @Test
  void longValuesAreCutButNotTheirFile() throws IOException {
    assertRefused(
        TestFiles.training(files.file("a.csv", "a,y", "1,2", "x".repeat(500) + ",3")),
        "data.train: column a holds text, not a number"
            + TEXT
            + " (1 row, e.g. \""
            + "x".repeat(100)
            + "...\" in FOLDER/a.csv)");
  }

  @Test
  void labelsOfARegression() throws IOException {
    assertRefused(
        TestFiles.training(files.file("a.csv", "a,y", "1,", "2,x", "3,inf")),
        "data.train: label y holds text, not a number; clean it (1 row, e.g. \"x\" in"
            + " FOLDER/a.csv)",
        "data.train: label y is NaN or infinite; clean it (1 row, e.g. \"inf\" in FOLDER/a.csv)",
        "data.train: label y is missing; fill it or drop the row (1 row, e.g. empty in"
            + " FOLDER/a.csv)");
  }

  @Test
  void weights() throws IOException {
    Columns columns = new Columns(List.of("a"), Optional.of("y"), Optional.of("w"), List.of());
    Dataset<Row> rows = TestFiles.csv(files.file("a.csv", "a,y,w", "1,2,-1", "1,3,x", "1,4,"));
    assertRefused(
        new Table("data.train", rows, columns, new Split.All(Side.TRAIN)),
        "data.train: weight w must be a finite number >= 0 (3 rows, e.g. \"-1\" in FOLDER/a.csv;"
            + " \"x\" in FOLDER/a.csv; empty in FOLDER/a.csv)");
    Dataset<Row> nothing = TestFiles.csv(files.file("b.csv", "a,y,w", "1,2,0"));
    assertRefused(
        new Table("data.train", nothing, columns, new Split.All(Side.TRAIN)),
        "data.train: there is no training row with a weight above 0; check the path, the file,"
            + " data.filter, data.split and data.weight");
  }

  @Test
  void productsThatAreNotFinite() throws IOException {
    Table table = TestFiles.training(files.file("a.csv", "a,y", "1,2", "-6e7,3", "5e7,1", "7e9,1"));
    String advice = " is not finite; lower features.polynomial.degree or set features.divide-by";
    assertThatThrownBy(() -> TestFiles.prepare(table, Polynomial.ofDegree(40)))
        .isInstanceOfSatisfying(
            DataException.class,
            e ->
                assertThat(files.shown(e))
                    .containsExactly(
                        "data.train: feature a^32"
                            + advice
                            + " (1 row, e.g. a = 7e9 in FOLDER/a.csv)",
                        "data.train: feature a^40"
                            + advice
                            + " (1 row, e.g. a = -6e7 in FOLDER/a.csv)"));
  }

  @Test
  void classes() throws IOException {
    assertClassesRefused(
        files.file("one.csv", "a,y", "1,u", "2,u"),
        "data.label: column y has the one value u in all training rows; the model needs two"
            + " classes");
    assertClassesRefused(
        files.file("three.csv", "a,y", "1,u", "2,v", "3,w"),
        "data.label: column y has 3 classes (u, v, w); name the positive one in data.positive, or use model.type = softmax");
    Stream<String> lines = IntStream.rangeClosed(0, 1000).mapToObj(i -> i + ",u" + i);
    assertClassesRefused(
        files.file("many.csv", Stream.concat(Stream.of("a,y"), lines).toArray(String[]::new)),
        "data.label: column y has more than 1000 distinct values, too many for classes; use"
            + " model.type = linear");
    Table table = TestFiles.training(files.file("two.csv", "a,y", "1,u", "2,v"));
    assertThatThrownBy(() -> TestFiles.prepare(table, new Target.TwoClasses(Optional.of("V"))))
        .isInstanceOf(DataException.class)
        .hasMessage("data.positive = V is no label of a training row; the labels are u, v");
  }

  @Test
  void splitColumns() throws IOException {
    Dataset<Row> rows =
        TestFiles.csv(files.file("a.csv", "a,y,s", "1,2,train", "2,2, TEST ", "2,3,tset", "3,4,"));
    assertRefused(
        TestFiles.table(rows, new Split.ByColumn("s")),
        "data.train: column s must be train, validation or test (2 rows, e.g. \"tset\" in"
            + " FOLDER/a.csv; empty in FOLDER/a.csv)");
  }

  private void assertRefused(Table table, String... lines) {
    assertThatThrownBy(() -> TestFiles.prepare(table))
        .isInstanceOfSatisfying(
            DataException.class, e -> assertThat(files.shown(e)).containsExactly(lines));
  }

  private static void assertClassesRefused(String path, String line) {
    assertThatThrownBy(
            () ->
                TestFiles.prepare(
                    TestFiles.training(path), new Target.TwoClasses(Optional.empty())))
        .isInstanceOf(DataException.class)
        .hasMessage(line);
  }
}
