package dev.descent.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.encode.Vector;
import dev.descent.spark.TestRows;
import dev.descent.spark.TestSession;
import dev.descent.spark.TestTraining;
import dev.descent.spark.source.DataException;
import dev.descent.spark.source.TableReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines of LIBSVM are rows, or bad lines that are told of. */
final class LibsvmIT {
  private static final TestTraining TRAINING = TestTraining.of(List.of("features"), "label");

  private final TestFiles files;
  private final Path folder;

  LibsvmIT(@TempDir Path folder) {
    this.files = new TestFiles(folder);
    this.folder = folder;
  }

  private static Dataset<Row> libsvm(String... paths) {
    return new TableReader(TestSession.spark())
        .read("data.train", "libsvm", List.of(paths), Map.of());
  }

  /** Lines of sparse rows, and the same rows as vectors that all have 6 numbers. */
  private static List<double[]> numbers() {
    Random random = new Random(4);
    return IntStream.range(0, 200)
        .mapToObj(i -> random.ints(6, -9, 10).mapToDouble(n -> n % 3 == 0 ? n : 0).toArray())
        .toList();
  }

  private static String[] lines() {
    return numbers().stream()
        .map(
            x -> {
              StringBuilder line = new StringBuilder().append(x[0] - x[3]);
              for (int j = 0; j < x.length; j++) {
                line.append(x[j] == 0 ? "" : " " + (j + 1) + ":" + x[j]);
              }
              return line.toString();
            })
        .toArray(String[]::new);
  }

  /** To the bit: neither the format nor the files matter. */
  @Test
  void theSameRowsAsVectors() throws IOException {
    StructType schema =
        new StructType()
            .add("label", DataTypes.DoubleType)
            .add("features", SQLDataTypes.VectorType());
    List<Row> rows =
        numbers().stream().map(x -> RowFactory.create(x[0] - x[3], Vectors.dense(x))).toList();
    String expected = TRAINING.sha256(TestRows.table(schema, rows, 2));
    String[] lines = lines();
    assertThat(TRAINING.sha256(libsvm(files.file("all.txt", lines)))).isEqualTo(expected);
    Collections.reverse(Arrays.asList(lines));
    files.file("part-1", Arrays.copyOf(lines, 50));
    zipped("part-2.gz", Arrays.copyOfRange(lines, 50, 120));
    String third = files.file("third.svm", Arrays.copyOfRange(lines, 120, 200));
    assertThat(TRAINING.sha256(libsvm(folder + "/part-*", third))).isEqualTo(expected);
  }

  private void zipped(String name, String... lines) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
      out.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Zeros at the end that are given, or not, make no other row. */
  @Test
  void zerosAtTheEndAreNothing() throws IOException {
    String given = files.file("given", "1 1:2 3:0 5:0", "2 1:1 5:3", "3 2:1 3:0", "4");
    String away = files.file("away", "1 1:2", "2 1:1 5:3", "3 2:1", "4");
    assertThat(TRAINING.sha256(libsvm(given))).isEqualTo(TRAINING.sha256(libsvm(away)));
  }

  @Test
  void theTableHasLabelFeaturesFoldersAndBadLines() throws IOException {
    Files.createDirectories(folder.resolve("t/day=01"));
    Files.writeString(folder.resolve("t/day=01/a"), "# a comment\n\n3 2:1.5 # x\r\n");
    Dataset<Row> rows = libsvm(folder.resolve("t").toString());
    assertThat(rows.columns())
        .containsExactly("label", "features", "day", TableReader.MALFORMED, TableReader.REASON);
    assertThat(rows.collectAsList())
        .containsExactly(
            RowFactory.create(
                3.0, Vectors.sparse(2, new int[] {1}, new double[] {1.5}), "01", null, null));
  }

  @Test
  void foldersMustHaveOtherNames() throws IOException {
    Files.createDirectories(folder.resolve("t/label=1"));
    Files.writeString(folder.resolve("t/label=1/a"), "3 2:1.5\n");
    assertThatThrownBy(() -> libsvm(folder.resolve("t").toString()))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "data.train: the column label is in the names of folders and in the files; rename one"
                + " of them");
  }

  @Test
  void linesThatCannotBeReadAreTold() throws IOException {
    String path = files.file("a", "1 1:2", "2 3:1 2:5", "3 0:4", "x 1:1", "4 1:1 2", "5 2:1");
    assertThatThrownBy(() -> TRAINING.prepare(libsvm(path)))
        .isInstanceOfSatisfying(
            DataException.class,
            e ->
                assertThat(files.shown(e))
                    .containsExactly(
                        "data.train: a line has an entry that is not index:value; fix the file (1"
                            + " row, e.g. \"4 1:1 2\" in FOLDER/a)",
                        "data.train: a line has indices that do not ascend; fix the file (1 row,"
                            + " e.g. \"2 3:1 2:5\" in FOLDER/a)",
                        "data.train: a line has the index 0, but indices begin at 1; fix the file"
                            + " (1 row, e.g. \"3 0:4\" in FOLDER/a)",
                        "data.train: the label of a line is not a number; fix the file (1 row, e.g."
                            + " \"x 1:1\" in FOLDER/a)"));
  }

  @Test
  void badNumbersAreToldByIndex() throws IOException {
    String path = files.file("a", "1 1:2", "nan 1:1", "2 18:inf", "3 2:1");
    assertThatThrownBy(() -> TRAINING.prepare(libsvm(path)))
        .isInstanceOfSatisfying(
            DataException.class,
            e ->
                assertThat(files.shown(e))
                    .containsExactly(
                        "data.train: column features has a vector with a number that is NaN or"
                            + " infinite; clean it or drop the row (1 row, e.g. features[17] ="
                            + " Infinity in FOLDER/a)",
                        "data.train: label label is NaN or infinite; clean it (1 row, e.g. \"NaN\""
                            + " in FOLDER/a)"));
  }

  /** The bad lines have larger indices, which leave no trace. */
  @Test
  void skippedLinesDoNotCount() throws IOException {
    String bad = files.file("bad", "1 1:2", "2 9:1 8:5", "3 2:4", "nan 11:1", "2 12:nan", "4 1:1");
    String good = files.file("good", "1 1:2", "3 2:4", "4 1:1");
    Table skipping = TRAINING.table(libsvm(bad)).skipping(new SkipAtMost(0.5));
    assertThat(TRAINING.train(skipping).parameters())
        .isEqualTo(TRAINING.train(libsvm(good)).parameters())
        .hasSize(3);
  }

  @Test
  void rowsOfOtherSidesMayBeShorterAndNotLonger() throws IOException {
    for (String side : List.of("train", "validation")) {
      Files.createDirectories(folder.resolve("t/side=" + side));
    }
    Files.writeString(folder.resolve("t/side=train/a"), "1 1:2\n2 4:1\n3 2:1");
    Files.writeString(folder.resolve("t/side=validation/a"), "2 1:7\n4\n");
    String path = folder.resolve("t").toString();
    try (TrainingData data = TrainingData.prepare(bySide(path), TRAINING.settings())) {
      assertThat(data.encoding().expansion().vector()).contains(new Vector("features", 4));
      assertThat(data.statistics().rows(Side.VALIDATION)).isEqualTo(2);
    }
    Files.writeString(folder.resolve("t/side=validation/b"), "5 5:1\n");
    assertThatThrownBy(() -> TrainingData.prepare(bySide(path), TRAINING.settings()))
        .isInstanceOfSatisfying(
            DataException.class,
            e ->
                assertThat(files.shown(e))
                    .containsExactly(
                        "data.train: column features has a vector with an index beyond those of the"
                            + " training rows; drop the row, or train on rows that have it (1 row,"
                            + " e.g. features[4] of 4 in FOLDER/t/side=validation/b)"));
  }

  private static Table bySide(String path) {
    Columns columns =
        new Columns(List.of("features"), Optional.of("label"), Optional.empty(), List.of());
    return new Table("data.train", libsvm(path), columns, new Split.ByColumn("side"));
  }

  @Test
  void aTableWithoutAnyValueIsRefused() throws IOException {
    String nothing = files.file("a", "1", "2");
    assertThatThrownBy(() -> TRAINING.prepare(libsvm(nothing)))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "data.train: column features has empty vectors in the training rows; check the column");
    String empty = files.file("b", "# 1", "");
    assertThatThrownBy(() -> TRAINING.prepare(libsvm(empty)))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("data.train: there is no training row with a weight above 0");
    assertThatThrownBy(() -> TRAINING.prepare(libsvm(files.file("c", "nan 3:1", "inf 4:1"))))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("data.train: label label is NaN or infinite; clean it (2 rows");
  }

  /** A sample alone would take the vectors of the other rows for too long. */
  @Test
  void aSampleKnowsTheWidthOfAllRows() throws IOException {
    Table table = TRAINING.table(libsvm(files.file("a", "1 1:1", "2 2:1", "3 30:1")));
    TableSample sample = TableSample.of(table, LabelReader.number(), FeatureRules.none(), 2);
    assertThat(sample.bad().allRows()).isEqualTo(2);
    assertThat(sample.expansion().features()).hasSize(30);
  }

  @Test
  void optionsOfSparkAreRefused() {
    assertThatThrownBy(
            () ->
                new TableReader(TestSession.spark())
                    .read(
                        "data.train",
                        "libsvm",
                        List.of(folder.toString()),
                        Map.of("numFeatures", "5")))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "data.train.options.numFeatures is no option of lines of LIBSVM, which are a label and"
                + " index:value; remove it");
  }
}
