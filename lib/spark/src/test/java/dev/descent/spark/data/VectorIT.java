package dev.descent.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.encode.Vector;
import dev.descent.model.ModelFiles;
import dev.descent.spark.TestRows;
import dev.descent.spark.TestSession;
import dev.descent.spark.TestTraining;
import dev.descent.spark.source.DataException;
import dev.descent.spark.source.TableReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns of vectors, from the table to the parameters. */
final class VectorIT {
  private static final TestTraining TRAINING = TestTraining.of(List.of("v"), "y");
  private static final DataType ML = SQLDataTypes.VectorType();
  private static final DataType DOUBLES = DataTypes.createArrayType(DataTypes.DoubleType);

  private static final int ROWS = 300;
  private static final int SIZE = 5;

  private final Path folder;

  VectorIT(@TempDir Path folder) {
    this.folder = folder;
  }

  /** Small whole numbers, half of them 0, which every type holds. */
  private static List<double[]> numbers() {
    Random random = new Random(7);
    return Stream.generate(
            () -> random.ints(SIZE, -8, 9).mapToDouble(n -> n % 2 == 0 ? n : 0).toArray())
        .limit(ROWS)
        .toList();
  }

  private static double label(double[] numbers) {
    return numbers[0] - 2 * numbers[1] + numbers[4] * numbers[2] / 4;
  }

  private static Object dense(double[] numbers) {
    return Vectors.dense(numbers);
  }

  private static Object sparse(double[] numbers) {
    return Vectors.dense(numbers).toSparse();
  }

  private static Object doubles(double... numbers) {
    return DoubleStream.of(numbers).boxed().toArray(Double[]::new);
  }

  private static Object floats(double[] numbers) {
    return DoubleStream.of(numbers).mapToObj(x -> (float) x).toArray(Float[]::new);
  }

  private static Object ints(double[] numbers) {
    return DoubleStream.of(numbers).mapToObj(x -> (int) x).toArray(Integer[]::new);
  }

  private static Object longs(double[] numbers) {
    return DoubleStream.of(numbers).mapToObj(x -> (long) x).toArray(Long[]::new);
  }

  /** How a vector is written down. */
  private interface Form {
    Object of(double[] numbers);
  }

  private static Dataset<Row> rows(DataType type, Form form) {
    List<Row> rows = numbers().stream().map(x -> RowFactory.create(form.of(x), label(x))).toList();
    return table(type, rows, 3);
  }

  private static Dataset<Row> table(DataType type, List<Row> rows, int slices) {
    StructType schema = new StructType().add("v", type).add("y", DataTypes.DoubleType);
    return TestRows.table(schema, rows, slices);
  }

  private static DataType array(DataType of) {
    return DataTypes.createArrayType(of);
  }

  @Test
  void everyFormGivesTheSameParameters() {
    String dense = TRAINING.sha256(rows(ML, VectorIT::dense));
    assertThat(TRAINING.sha256(rows(ML, VectorIT::sparse))).isEqualTo(dense);
    assertThat(TRAINING.sha256(rows(ML, x -> x[0] > 0 ? sparse(x) : dense(x)))).isEqualTo(dense);
    assertThat(TRAINING.sha256(rows(DOUBLES, VectorIT::doubles))).isEqualTo(dense);
    assertThat(TRAINING.sha256(rows(array(DataTypes.FloatType), VectorIT::floats)))
        .isEqualTo(dense);
    assertThat(TRAINING.sha256(rows(array(DataTypes.IntegerType), VectorIT::ints)))
        .isEqualTo(dense);
    assertThat(TRAINING.sha256(rows(array(DataTypes.LongType), VectorIT::longs))).isEqualTo(dense);
  }

  /** Files of columns are read as views of these, which no other row is. */
  @Test
  void filesGiveTheSameParameters() {
    String dense = TRAINING.sha256(rows(ML, VectorIT::dense));
    assertThat(TRAINING.sha256(stored(rows(ML, VectorIT::dense), "parquet"))).isEqualTo(dense);
    assertThat(TRAINING.sha256(stored(rows(ML, VectorIT::sparse), "parquet"))).isEqualTo(dense);
    assertThat(TRAINING.sha256(stored(rows(ML, VectorIT::sparse), "orc"))).isEqualTo(dense);
    Dataset<Row> floats = rows(array(DataTypes.FloatType), VectorIT::floats);
    assertThat(TRAINING.sha256(stored(floats, "parquet"))).isEqualTo(dense);
    // The label is text there, whose hash is another one.
    try (TrainingData json = TRAINING.prepare(stored(floats, "json"));
        TrainingData parquet = TRAINING.prepare(stored(floats, "parquet"))) {
      assertThat(json.encoding().standardizer().means())
          .isEqualTo(parquet.encoding().standardizer().means());
    }
  }

  private Dataset<Row> stored(Dataset<Row> rows, String format) {
    return stored(rows, format, 4);
  }

  private Dataset<Row> stored(Dataset<Row> rows, String format, int files) {
    String path = folder.resolve(format + folder.toFile().list().length).toString();
    rows.repartition(files).write().format(format).save(path);
    return new TableReader(TestSession.spark()).read("data.train", format, List.of(path), Map.of());
  }

  @Test
  void partitionsAndOrderDoNotMatter() {
    String once = TRAINING.sha256(rows(ML, VectorIT::sparse));
    List<Row> shuffled =
        new ArrayList<>(
            numbers().stream().map(x -> RowFactory.create(sparse(x), label(x))).toList());
    Collections.shuffle(shuffled, new Random(3));
    for (int slices : new int[] {1, 7}) {
      assertThat(TRAINING.partitions(slices).sha256(table(ML, shuffled, slices))).isEqualTo(once);
    }
  }

  /** With a key the order of the rows is the same, and then every bit is. */
  @Test
  void isWhatColumnsOfItsNumbersAre() {
    StructType schema =
        new StructType()
            .add("id", DataTypes.IntegerType)
            .add("v", ML)
            .add("y", DataTypes.DoubleType);
    for (int j = 0; j < SIZE; j++) {
      schema = schema.add("c" + j, DataTypes.DoubleType);
    }
    List<double[]> numbers = numbers();
    List<Row> rows =
        IntStream.range(0, ROWS)
            .mapToObj(
                i ->
                    Stream.concat(
                            Stream.of(i, sparse(numbers.get(i)), label(numbers.get(i))),
                            DoubleStream.of(numbers.get(i)).boxed())
                        .toArray())
            .map(RowFactory::create)
            .toList();
    Dataset<Row> all = TestRows.table(schema, rows, 2);
    List<String> columns = IntStream.range(0, SIZE).mapToObj(j -> "c" + j).toList();
    assertThat(withKey(all, List.of("v"))).isEqualTo(withKey(all, columns));
  }

  private static String withKey(Dataset<Row> rows, List<String> features) {
    Columns columns = new Columns(features, Optional.of("y"), Optional.empty(), List.of("id"));
    Table table = new Table("data.train", rows, columns, new Split.All(Side.TRAIN));
    return ModelFiles.parametersSha256(TRAINING.train(table).parameters());
  }

  @Test
  void numbersAreFeaturesByIndex() {
    try (TrainingData data =
        TRAINING.prepare(table(DOUBLES, List.of(row(1, 1, 5), row(3, 2, 6)), 1))) {
      assertThat(data.encoding().features()).containsExactly("v[0]", "v[1]");
      assertThat(data.encoding().columns()).containsExactly("v");
      assertThat(data.encoding().standardizer().means()).containsExactly(1.5, 5.5);
      assertThat(data.encoding().expansion().vector()).contains(new Vector("v", 2));
    }
  }

  private static Row row(double label, double... numbers) {
    return RowFactory.create(doubles(numbers), label);
  }

  /** The first row is of another size than most: a first look is not enough. */
  @Test
  void theSizeIsThatOfMostTrainingRows() {
    List<Row> rows =
        List.of(row(1, 1), row(2, 1, 2, 3), row(3, 1, 2), row(4, 3, 4), row(5, 1), row(6, 7, 7));
    assertRefused(
        rows,
        "data.train: column v has a vector of another size than the training rows; make all vectors"
            + " alike or drop the row (3 rows, e.g. size 1, not 2; size 3, not 2)");
    assertThat(sizeOf(List.of(row(1, 1), row(2, 1, 2), row(3, 5), row(4, 3, 4)))).isEqualTo(2);
    assertThat(sizeOf(List.of(row(1, 1, 2), row(2, 1), row(3, 5, 4), row(4, 3)))).isEqualTo(2);
  }

  @Test
  void aFooterTellsWhatSizeToExpect() {
    assertThat(expected(rows(ML, VectorIT::dense))).contains(SIZE);
    assertThat(expected(rows(ML, VectorIT::sparse))).contains(SIZE);
    assertThat(expected(rows(ML, x -> x[0] > 0 ? sparse(x) : dense(x)))).contains(SIZE);
    assertThat(expected(rows(DOUBLES, VectorIT::doubles))).contains(SIZE);
    assertThat(expected(rows(array(DataTypes.FloatType), VectorIT::floats))).contains(SIZE);
    assertThat(expected(table(DOUBLES, List.of(row(1, 1), row(2, 1, 2)), 1))).isEmpty();
    Object three = Vectors.sparse(3, new int[] {1}, new double[] {4});
    Object four = Vectors.sparse(4, new int[] {1}, new double[] {4});
    List<Row> unlike = List.of(RowFactory.create(three, 1.0), RowFactory.create(four, 1.0));
    assertThat(expected(table(ML, unlike, 1))).contains(1);
  }

  private Optional<Integer> expected(Dataset<Row> rows) {
    Table stored = TRAINING.table(stored(rows, "parquet", 1));
    return FooterSizes.expected(stored.parquetFooter().orElseThrow(), "v");
  }

  /** Three numbers a row, which is not how many most rows have. */
  @Test
  void whatAFooterMakesExpectIsNoMoreThanThat() {
    List<Row> rows =
        Stream.of(row(1, 1, 2), row(2, 1, 3), row(3, 1, 2, 3, 4, 5), row(4, 1, 1, 1))
            .flatMap(row -> Stream.generate(() -> row).limit(50))
            .toList();
    Dataset<Row> all = table(DOUBLES, rows, 1);
    assertThat(expected(all)).contains(3);
    Table table = TRAINING.table(stored(all, "parquet", 1)).skipping(new SkipAtMost(0.6));
    try (TrainingData data = TrainingData.prepare(table, TRAINING.settings())) {
      assertThat(data.encoding().features()).containsExactly("v[0]", "v[1]");
    }
  }

  /** Rows that cannot be used have no say, or skipping them would leave a trace. */
  @Test
  void onlySoundVectorsCount() {
    double nan = Double.NaN;
    List<Row> rows =
        List.of(
            row(1, nan, 1, 1), row(2, nan, 1, 1), row(3, 1, 2), row(nan, 1, 1, 1), row(4, 3, 4));
    Table skipping = TRAINING.table(table(DOUBLES, rows, 2)).skipping(new SkipAtMost(0.7));
    try (TrainingData data = TrainingData.prepare(skipping, TRAINING.settings())) {
      assertThat(data.encoding().features()).containsExactly("v[0]", "v[1]");
      assertThat(data.statistics().bad().reasons())
          .containsEntry("column v has a vector with a number that is NaN or infinite", 2L)
          .containsEntry("column v has a vector of another size than the training rows", 1L);
    }
    List<Row> good = List.of(row(3, 1, 2), row(4, 3, 4));
    assertThat(TRAINING.train(skipping).parameters())
        .isEqualTo(TRAINING.train(table(DOUBLES, good, 1)).parameters());
  }

  private static int sizeOf(List<Row> rows) {
    Table table = TRAINING.table(table(DOUBLES, rows, 2)).skipping(new SkipAtMost(0.9));
    try (TrainingData data = TrainingData.prepare(table, TRAINING.settings())) {
      return data.encoding().features().size();
    }
  }

  @Test
  void rowsForOtherThingsThanTrainingDoNotCount() {
    StructType schema =
        new StructType()
            .add("v", ML)
            .add("y", DataTypes.DoubleType)
            .add("w", DataTypes.DoubleType)
            .add("side", DataTypes.StringType);
    Object two = Vectors.dense(1, 2);
    Object three = Vectors.sparse(3, new int[] {1}, new double[] {4});
    List<Row> rows =
        List.of(
            RowFactory.create(three, 1.0, 0.0, "train"),
            RowFactory.create(three, 1.0, 1.0, "validation"),
            RowFactory.create(three, 2.0, 1.0, "test"),
            RowFactory.create(two, 3.0, 1.0, "train"));
    Columns columns = new Columns(List.of("v"), Optional.of("y"), Optional.of("w"), List.of());
    Table table =
        new Table(
            "data.train", TestRows.table(schema, rows, 2), columns, new Split.ByColumn("side"));
    assertThatThrownBy(() -> TrainingData.prepare(table, TRAINING.settings()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("(3 rows, e.g. size 3, not 2)");
  }

  @Test
  void badVectorsAreNamed() {
    assertRefused(
        List.of(
            row(1, 1, 2),
            row(2, 1, Double.NaN),
            row(3, Double.POSITIVE_INFINITY, 1),
            RowFactory.create(null, 4.0),
            RowFactory.create(new @Nullable Double[] {1.0, null}, 5.0)),
        "data.train: column v has a vector with a number missing; fill it or drop the row (1 row,"
            + " e.g. v[1] = empty)",
        "data.train: column v has a vector with a number that is NaN or infinite; clean it or drop"
            + " the row (2 rows, e.g. v[0] = Infinity; v[1] = NaN)",
        "data.train: column v is missing; fill it or drop the row (1 row, e.g. empty)");
    assertRefused(
        List.of(row(1), row(2)),
        "data.train: column v has empty vectors in the training rows; check the column");
    assertRefused(
        List.of(RowFactory.create(null, 4.0)),
        "data.train: column v is missing; fill it or drop the row (1 row, e.g. empty)");
    assertRefused(
        List.of(row(Double.NaN, 1, 2, 3)),
        "data.train: label y is NaN or infinite; clean it (1 row, e.g. \"NaN\")");
  }

  private static void assertRefused(List<Row> rows, String... lines) {
    assertThatThrownBy(() -> TRAINING.prepare(table(DOUBLES, rows, 2)))
        .isInstanceOfSatisfying(
            DataException.class, e -> assertThat(e.lines()).containsExactly(lines));
  }

  @Test
  void vectorsThatAreTooLargeAreRefusedBeforeAnythingIsMadeOfThem() {
    Object wide = Vectors.sparse(Vector.MOST + 1, new int[] {Vector.MOST}, new double[] {1});
    assertThatThrownBy(() -> TRAINING.prepare(table(ML, List.of(RowFactory.create(wide, 1.0)), 1)))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "data.train: column v has vectors of 16777217 numbers, but at most 16777216 are"
                + " possible; hash them to fewer");
  }

  @Test
  void aVectorStandsAloneAndIsNothingElse() {
    StructType schema =
        new StructType().add("v", ML).add("a", DataTypes.DoubleType).add("y", DOUBLES);
    Dataset<Row> rows = TestRows.row(schema, Vectors.dense(1), 1.0, doubles(1));
    assertReadable(rows, List.of("v", "a"), "a", "data.train: column v has the type ");
    assertReadable(rows, List.of("a"), "y", "data.train: column y has the type array<double>, wh");
    assertReadable(rows, List.of("v"), "y", "data.train: column y has the type array<double>, wh");
  }

  private static void assertReadable(
      Dataset<Row> rows, List<String> features, @Nullable String label, String message) {
    Columns columns =
        new Columns(features, Optional.ofNullable(label), Optional.empty(), List.of());
    assertThatThrownBy(() -> new Table("data.train", rows, columns, new Split.All(Side.TRAIN)))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(message);
  }

  /** A model of numbers meets vectors, and a model of vectors numbers. */
  @Test
  void modelsNeedTheirKindOfColumn() {
    Dataset<Row> vectors = table(DOUBLES, List.of(row(1, 1, 2)), 1);
    Dataset<Row> numbers = table(DataTypes.DoubleType, List.of(RowFactory.create(1.0, 1.0)), 1);
    try (TrainingData ofVectors = TRAINING.prepare(vectors);
        TrainingData ofNumbers = TRAINING.prepare(numbers)) {
      Table read = TRAINING.table(numbers);
      assertThatThrownBy(() -> read.reader(LabelReader.number(), ofVectors.encoding().expansion()))
          .isInstanceOf(DataException.class)
          .hasMessage(
              "data.train: column v has the type double, but vectors are needed; convert it to a"
                  + " vector or an array of numbers");
      Table other = TRAINING.table(vectors);
      assertThatThrownBy(() -> other.reader(LabelReader.number(), ofNumbers.encoding().expansion()))
          .isInstanceOf(DataException.class)
          .hasMessage(
              "data.train: column v has the type array<double>, but one value a row is needed; convert it");
    }
  }

  /** Before the sides are known no size is, but what is bad at any size does not count. */
  @Test
  void sidesByTimeTakeVectorsOfAnySize() {
    StructType schema =
        new StructType()
            .add("v", DOUBLES)
            .add("y", DataTypes.DoubleType)
            .add("t", DataTypes.IntegerType);
    List<Row> rows =
        IntStream.range(0, 10)
            .mapToObj(
                i ->
                    RowFactory.create(
                        i == 9 ? doubles(Double.NaN, 1) : doubles(i, 1), (double) i, i))
            .toList();
    Table table = TRAINING.table(TestRows.table(schema, rows, 3));
    Split.ByTime split =
        new TimeShares("t", 1 / 3.0, 0)
            .of(table, UnsplitRows.reader(table, LabelReader.number(), FeatureRules.none(), 2), 2);
    assertThat(split.toMap().toString()).contains("6");
    Table skipping = table.with(split).skipping(new SkipAtMost(0.2));
    try (TrainingData data = TrainingData.prepare(skipping, TRAINING.settings())) {
      assertThat(data.statistics().rows(Side.TRAIN)).isEqualTo(6);
      assertThat(data.statistics().rows(Side.TEST)).isEqualTo(3);
    }
  }

  @Test
  void aSampleSaysNothingOfVectorsAsAWhole() {
    List<Row> rows = IntStream.range(0, 40).mapToObj(i -> row(i, i, 1)).toList();
    Table table = TRAINING.table(table(DOUBLES, rows, 2));
    TableSample sample = TableSample.of(table, LabelReader.number(), FeatureRules.none(), 1000);
    assertThat(sample.expansion().features()).containsExactly("v[0]", "v[1]");
    assertThat(sample.constant()).isEmpty();
    assertThat(sample.distinct()).isEmpty();
    assertThat(sample.bad().rows()).isZero();
  }
}
