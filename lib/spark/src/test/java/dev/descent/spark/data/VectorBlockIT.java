package dev.descent.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.data.Precision;
import dev.descent.encode.Expansion;
import dev.descent.encode.Polynomial;
import dev.descent.encode.Vector;
import dev.descent.spark.TestRows;
import dev.descent.spark.TestSession;
import dev.descent.spark.source.TableReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Vectors that are read some at a time have the bits of those that are read one by one. */
final class VectorBlockIT {
  private static final DataType ML = SQLDataTypes.VectorType();
  private static final DataType DOUBLES = DataTypes.createArrayType(DataTypes.DoubleType);
  private static final DataType FLOATS = DataTypes.createArrayType(DataTypes.FloatType);

  /** More than the widest vector of a processor has, and not a multiple. */
  private static final int SIZE = 13;

  /** The number that is the same in every row. */
  private static final int CONSTANT = 6;

  private static final int ROWS = 3_000;

  private final Path folder;

  VectorBlockIT(@TempDir Path folder) {
    this.folder = folder;
  }

  /** What stands in row {@code i} for these numbers. */
  private interface Form {
    @Nullable Object of(int i, double[] numbers);
  }

  private static Object array(double[] numbers) {
    return DoubleStream.of(numbers).boxed().toArray(Double[]::new);
  }

  private static Object floats(double[] numbers) {
    return DoubleStream.of(numbers).mapToObj(x -> (float) x).toArray(Float[]::new);
  }

  /** Numbers of many sizes, both zeros, and one that is always the same. */
  private static double[] numbers(Random random) {
    double[] numbers = new double[SIZE];
    Arrays.setAll(numbers, j -> random.nextGaussian());
    numbers[1] = (float) numbers[1];
    numbers[2] = random.nextInt(3) == 0 ? 0 : 1e9 * numbers[2];
    numbers[3] = random.nextInt(2) == 0 ? 0.0 : -0.0;
    numbers[4] = random.nextInt(5) - 2;
    numbers[5] = random.nextInt(20) == 0 ? 1e-30 : 0;
    numbers[CONSTANT] = 2.5;
    return numbers;
  }

  private static double[] with(double[] numbers, int j, double number) {
    double[] copy = numbers.clone();
    copy[j] = number;
    return copy;
  }

  private Dataset<Row> stored(DataType type, Form form) {
    Random random = new Random(11);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      double weight = i % 4 == 0 ? 0.75 : 1;
      rows.add(RowFactory.create(form.of(i, numbers(random)), i % 5 % 2, weight, "g" + i % 40));
    }
    StructType schema =
        new StructType()
            .add("v", type)
            .add("y", DataTypes.IntegerType)
            .add("weight", DataTypes.DoubleType)
            .add("group", DataTypes.StringType);
    String path = folder.resolve("t" + folder.toFile().list().length).toString();
    TestRows.table(schema, rows, 2).write().parquet(path);
    return new TableReader(TestSession.spark())
        .read("data.train", "parquet", List.of(path), Map.of());
  }

  /** The same rows as Spark computes them, one by one. */
  private static Dataset<Row> byRows(Dataset<Row> files) {
    return files.where("weight >= 0");
  }

  private static Table table(Dataset<Row> rows) {
    Columns columns = new Columns(List.of("v"), Optional.of("y"), Optional.of("weight"), List.of());
    return new Table(
        "data.train",
        rows,
        columns,
        new Split.ByGroup("group", new Split.ByHash(0.2, 0.3, 7)),
        new SkipAtMost(0.9));
  }

  private static boolean isBlock(Dataset<Row> rows, int size, Polynomial polynomial) {
    Expansion expansion = Expansion.of(List.of(new Vector("v", size)), 1, polynomial);
    Table table = table(rows);
    RowReader reader = table.reader(LabelReader.anyClass(), expansion);
    return table
        .internalRows()
        .mapPartitions(
            each -> List.of(NumberBlock.of(each, reader, expansion).isPresent()).iterator())
        .reduce(Boolean::logicalAnd);
  }

  private static TrainingData.Settings settings(
      TrainingData.Scaling scaling, double divideBy, Precision precision) {
    return new TrainingData.Settings(
        new Target.TwoClasses(Optional.empty()),
        scaling,
        FeatureRules.of(divideBy, Polynomial.none()),
        new ClassWeights.Balanced(),
        TrainingData.Tiles.of(precision, 3),
        42,
        2);
  }

  /** Everything that preparing says of the rows of a table. */
  private static Map<String, String> found(
      Dataset<Row> rows, double divideBy, Precision precision) {
    TrainingData.Settings settings = settings(TrainingData.Scaling.CENTRED, divideBy, precision);
    try (TrainingData data = TrainingData.prepare(table(rows), settings)) {
      TableStatistics statistics = data.statistics();
      Map<String, String> found = new TreeMap<>();
      found.put("fingerprint", Long.toHexString(statistics.fingerprint()));
      found.put("moments", NumberBlockIT.bytes(statistics.sparse().orElseThrow()));
      found.put("entries", Long.toString(statistics.sparse().orElseThrow().entries()));
      found.put("labels", statistics.labels() + ", " + statistics.otherLabels());
      found.put("bad", statistics.bad().counts() + " of " + statistics.bad().allRows());
      found.put("rows", statistics.rows(Side.TRAIN) + ", " + statistics.rows(Side.TEST));
      found.put("train", NumberBlockIT.tiles(data.train()).toString());
      found.put("validation", NumberBlockIT.tiles(data.validation().orElseThrow()).toString());
      return found;
    }
  }

  /** Where memory does not hold the sums of all columns at once. */
  @Test
  void rangesOfColumnsOneAfterTheOther() {
    Dataset<Row> files = stored(DOUBLES, (i, x) -> array(x));
    Set<String> found = new TreeSet<>();
    for (Dataset<Row> rows : List.of(files, byRows(files))) {
      for (int atOnce : new int[] {1, 4, SIZE - 1, SIZE}) {
        TableStatistics all =
            TableStatistics.inRanges(
                table(rows),
                LabelReader.anyClass(),
                Expansion.of(List.of(new Vector("v", SIZE)), 1, Polynomial.none()),
                atOnce,
                2);
        found.add(
            NumberBlockIT.bytes(all.sparse().orElseThrow()) + all.labels() + all.fingerprint());
      }
    }
    assertThat(found).hasSize(1);
  }

  private static Map<String, String> assertSame(Dataset<Row> files, double divideBy) {
    assertThat(isBlock(files, SIZE, Polynomial.none())).isTrue();
    assertSame(files, divideBy, Precision.SINGLE);
    return assertSame(files, divideBy, Precision.DOUBLE);
  }

  private static Map<String, String> assertSame(
      Dataset<Row> files, double divideBy, Precision precision) {
    Map<String, String> found = found(files, divideBy, precision);
    assertThat(found).isEqualTo(found(byRows(files), divideBy, precision));
    return found;
  }

  @Test
  void dense() {
    assertSame(stored(ML, (i, x) -> Vectors.dense(x)), 3);
    assertSame(stored(DOUBLES, (i, x) -> array(x)), -3);
    assertSame(stored(DOUBLES, (i, x) -> array(x)), 1);
    assertSame(stored(FLOATS, (i, x) -> floats(x)), 1);
  }

  @Test
  void denseAndSparse() {
    Dataset<Row> files =
        stored(ML, (i, x) -> i % 3 == 0 ? Vectors.dense(x).toSparse() : Vectors.dense(x));
    assertThat(assertSame(files, 1).get("fingerprint"))
        .isEqualTo(assertSame(stored(ML, (i, x) -> Vectors.dense(x)), 1).get("fingerprint"));
  }

  /** Bad ones of every kind are counted and left out, and their neighbours are not. */
  @Test
  void bad() {
    Dataset<Row> files =
        stored(
            DOUBLES,
            (i, x) ->
                switch (i % 50) {
                  case 1 -> null;
                  case 2 -> array(DoubleStream.of(x).limit(SIZE - 1).toArray());
                  case 3 ->
                      array(DoubleStream.concat(DoubleStream.of(x), DoubleStream.of(1)).toArray());
                  case 4 -> array(with(x, 1, Double.NaN));
                  case 5 -> array(with(x, SIZE - 1, Double.NEGATIVE_INFINITY));
                  case 6 -> array(with(x, CONSTANT, Double.NaN));
                  default -> array(x);
                });
    assertThat(assertSame(files, 1e-299, Precision.DOUBLE).get("bad"))
        .contains("column v is missing")
        .contains("NaN")
        .contains("is not finite; raise features.divide-by");
    assertSame(files, 1);
  }

  /** A number that is missing is told from 0 in every row of its batch. */
  @Test
  void numbersThatAreMissing() {
    Dataset<Row> files =
        stored(
            DOUBLES,
            (i, x) -> {
              Double[] numbers = DoubleStream.of(x).boxed().toArray(Double[]::new);
              numbers[1] = i % 100 == 7 ? null : numbers[1];
              return numbers;
            });
    assertThat(assertSame(files, 1).get("bad")).contains("30");
  }

  @Test
  void aNumberThatFloat32DoesNotHoldIsNamed() {
    Dataset<Row> files = stored(DOUBLES, (i, x) -> array(with(x, 1, i % 7 == 0 ? 1e39 : 2)));
    TrainingData.Settings single = settings(TrainingData.Scaling.NONE, 1, Precision.SINGLE);
    for (Dataset<Row> rows : List.of(files, byRows(files))) {
      assertThatThrownBy(() -> TrainingData.prepare(table(rows), single))
          .rootCause()
          .hasMessageStartingWith("feature v[1] reaches 1.0E39, more than float32 holds");
    }
    TrainingData.Settings exact = settings(TrainingData.Scaling.NONE, 1, Precision.DOUBLE);
    try (TrainingData data = TrainingData.prepare(table(files), exact)) {
      assertThat(data.statistics().bad().rows()).isZero();
    }
  }

  /** Copies within a block, across blocks and across buffers. */
  @Test
  void copies() {
    assertSame(
        stored(
            ML,
            (i, x) -> Vectors.dense(IntStream.range(0, SIZE).mapToDouble(j -> i % 6).toArray())),
        1);
  }

  /** Where they lie as they are, and every row has as many. */
  @Test
  void numbersAreTakenFromTheirRows() {
    Dataset<Row> files = stored(DOUBLES, (i, x) -> array(x));
    assertThat(areInRows(files, 1)).isTrue();
    assertThat(areInRows(files, 2)).isFalse();
    Dataset<Row> some = stored(DOUBLES, (i, x) -> i == 7 ? array(new double[1]) : array(x));
    assertThat(areInRows(some, 1)).isFalse();
  }

  private static boolean areInRows(Dataset<Row> files, double divideBy) {
    Expansion expansion = Expansion.of(List.of(new Vector("v", SIZE)), divideBy, Polynomial.none());
    Table table = table(files);
    RowReader reader = table.reader(LabelReader.anyClass(), expansion);
    return table
        .internalRows()
        .mapPartitions(each -> List.of(areInRows(each, reader, expansion)).iterator())
        .reduce(Boolean::logicalAnd);
  }

  private static boolean areInRows(
      Iterator<InternalRow> rows, RowReader reader, Expansion expansion) {
    NumberBlock block = NumberBlock.of(rows, reader, expansion).orElseThrow();
    boolean all = true;
    while (block.next(NumberBlock.MOST_ROWS)) {
      all &= block.inRows() != null;
    }
    return all;
  }

  @Test
  void onlyShortVectorsOfFilesAreReadSo() {
    Dataset<Row> files = stored(ML, (i, x) -> Vectors.dense(x));
    assertThat(isBlock(files, SIZE, Polynomial.none())).isTrue();
    assertThat(isBlock(files, SIZE, Polynomial.ofDegree(2))).isFalse();
    assertThat(isBlock(files, VectorBlock.MOST_NUMBERS, Polynomial.none())).isTrue();
    assertThat(isBlock(files, VectorBlock.MOST_NUMBERS + 1, Polynomial.none())).isFalse();
    assertThat(isBlock(byRows(files), SIZE, Polynomial.none())).isFalse();
  }
}
