package dev.descent.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.descent.data.Precision;
import dev.descent.data.Standardizer;
import dev.descent.data.Tile;
import dev.descent.encode.Encoding;
import dev.descent.encode.Expansion;
import dev.descent.encode.Polynomial;
import dev.descent.loss.Squared;
import dev.descent.math.Moments;
import dev.descent.model.Model;
import dev.descent.network.Linear;
import dev.descent.spark.data.Columns;
import dev.descent.spark.data.HashOrderedTiles;
import dev.descent.spark.data.LabelReader;
import dev.descent.spark.data.Side;
import dev.descent.spark.data.Split;
import dev.descent.spark.data.Table;
import dev.descent.spark.data.TileContent;
import dev.descent.spark.data.TilePlan;
import dev.descent.spark.data.TrainingData;
import dev.descent.spark.evaluate.Evaluation;
import dev.descent.spark.evaluate.Measurement;
import dev.descent.spark.evaluate.MetricSettings;
import dev.descent.spark.predict.Predictions;
import dev.descent.spark.source.DataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A polynomial from the columns of a table to tiles, models, metrics and predictions. */
final class PolynomialIT {
  private static final StructType SCHEMA =
      new StructType()
          .add("a", DataTypes.DoubleType)
          .add("b", DataTypes.DoubleType)
          .add("y", DataTypes.DoubleType)
          .add("s", DataTypes.StringType);
  private static final List<String> COLUMNS = List.of("b", "a");
  private static final Polynomial CUBES = Polynomial.ofDegree(3).withBias();
  private static final TestTraining TRAINING =
      TestTraining.of(COLUMNS, "y").polynomial(CUBES).partitions(1);
  private static final List<Row> ROWS = rows(1500);

  @Test
  void tilesHoldTheStandardizedProducts() {
    Expansion expansion = new Expansion(COLUMNS, 1, CUBES);
    Moments moments = new Moments(10);
    ROWS.forEach(row -> moments.add(expanded(expansion, row), 1));
    Standardizer standardizer = Standardizer.centred(moments);
    List<String> expected = new ArrayList<>();
    for (Row row : ROWS) {
      double[] features = expanded(expansion, row);
      standardizer.apply(features);
      expected.add(Arrays.toString(features));
    }
    List<String> found = new ArrayList<>();
    try (TrainingData data = TRAINING.prepare(table(3, ROWS))) {
      assertThat(data.encoding().columns()).isEqualTo(COLUMNS);
      assertThat(data.encoding().features()).hasSize(10).startsWith("1", "b", "a", "b^2", "b a");
      assertThat(data.encoding().standardizer().means()).containsExactly(standardizer.means());
      assertThat(data.encoding().standardizer().scales()).containsExactly(standardizer.scales());
      assertThat(data.encoding().standardizer().scales()[0]).isZero();
      for (Tile tile : data.train().tiles().collect()) {
        for (int i = 0; i < tile.rows(); i++) {
          double[] features = new double[10];
          tile.copyRow(i, features);
          assertThat(features[0]).isZero();
          found.add(Arrays.toString(features));
        }
      }
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
  }

  /** Eight columns up to degree 5, as many features as rows. */
  @Test
  void moreThanAThousandFeatures() {
    List<String> columns = List.of("a", "b", "c", "d", "e", "f", "g", "h");
    StructType schema = new StructType();
    for (String column : columns) {
      schema = schema.add(column, DataTypes.DoubleType);
    }
    Random random = new Random(3);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 1286; i++) {
      rows.add(RowFactory.create(random.doubles(9, -2, 2).boxed().toArray()));
    }
    schema = schema.add("y", DataTypes.DoubleType);
    TestTraining training = TestTraining.of(columns, "y").polynomial(Polynomial.ofDegree(5));
    try (TrainingData data = training.prepare(TestRows.table(schema, rows, 2))) {
      assertThat(data.encoding().features()).hasSize(1286).endsWith("g h^4", "h^5");
      assertThat(DoubleStream.of(data.encoding().standardizer().scales()))
          .allMatch(scale -> scale > 0.5 && scale < 20);
      assertThat(data.bytes()).isGreaterThan(1286L * 1286 * Double.BYTES);
    }
    assertThat(training.partitions(1).sha256(TestRows.table(schema, rows, 3)))
        .isEqualTo(training.partitions(2).sha256(TestRows.table(schema, rows, 1)));
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void partitionsAndOrderChangeNoBit(Precision precision) {
    TestTraining training = TRAINING.precision(precision);
    List<Row> shuffled = new ArrayList<>(ROWS);
    Collections.shuffle(shuffled, new Random(5));
    assertThat(training.partitions(7).depth(3).sha256(table(5, shuffled)))
        .isEqualTo(training.sha256(table(1, ROWS)))
        .isNotEqualTo(training.polynomial(Polynomial.ofDegree(2)).sha256(table(1, ROWS)));
  }

  /** On every side of a split; a missing value of the same row comes first. */
  @Test
  void aFeatureThatIsNotFiniteMakesABadRow() {
    TestTraining training =
        TestTraining.of(List.of("a", "b"), "y").polynomial(Polynomial.ofDegree(40));
    Table plain =
        training.table(
            table(
                2,
                List.of(
                    row(2.0, 1.0, "train"),
                    row(1e8, 0.0, "train"),
                    row(-9e7, 5e-8, "validation"),
                    row(1.0, 1e30, "test"),
                    row(Double.NaN, 1e30, "test"))));
    Table table = new Table("data.train", plain.rows(), plain.columns(), new Split.ByColumn("s"));
    String advice = " is not finite; lower features.polynomial.degree or set features.divide-by";
    assertRefused(
        () -> TrainingData.prepare(table, training.settings()),
        "data.train: column a is NaN or infinite; clean it or leave the column out"
            + " (features.exclude) (1 row, e.g. \"NaN\")",
        "data.train: feature a^39"
            + advice
            + " (2 rows, e.g. a = -90000000, b = 5.0E-8; a = 100000000, b = 0)",
        "data.train: feature b^11" + advice + " (1 row, e.g. a = 1, b = 1.0E30)");
  }

  @Test
  void theAdviceFollowsTheDivision() {
    Table table = TRAINING.table(table(1, List.of(row(1e9, 0, "train"), row(0, 1e250, "train"))));
    assertRefused(
        () -> TrainingData.prepare(table, TRAINING.settings(1e-100)),
        "data.train: feature a^3 is not finite; lower features.polynomial.degree or raise"
            + " features.divide-by (1 row, e.g. b = 0, a = 1000000000)",
        "data.train: feature b is not finite; raise features.divide-by (1 row, e.g. b = 1.0E250, a = 0)");
  }

  @Test
  void polynomialsThatCannotBeMadeAreRefused() {
    Dataset<Row> rows = table(1, ROWS);
    assertRefused(
        () -> TRAINING.polynomial(Polynomial.ofDegree(2000)).prepare(rows),
        "features.polynomial of degree 2000 makes 2003000 features of 2 columns, but at most"
            + " 1000000 are possible; lower features.polynomial.degree, set"
            + " features.polynomial.interactions-only or take fewer columns");
    TestTraining collision = TestTraining.of(List.of("a", "a^2"), "y").polynomial(CUBES);
    assertRefused(
        () -> collision.prepare(rows.withColumnRenamed("b", "a^2")),
        "features.polynomial makes two features named a^2, of \"a^2\" and of \"a\"^2; rename a"
            + " column or leave one out (features.exclude)");
  }

  @Test
  void aFeatureThatNoFloatHoldsIsRefused() {
    Expansion expansion = new Expansion(COLUMNS, 1, CUBES);
    Encoding plain = new Encoding(expansion, Standardizer.none(10));
    Table table = TRAINING.table(table(1, List.of(row(1e13, 1, "train"), row(1, -2, "train"))));
    HashOrderedTiles.Settings single =
        new HashOrderedTiles.Settings(
            TileContent.dense(plain), LabelReader.number(), plan(Precision.SINGLE), 42);
    Throwable failure =
        catchThrowable(() -> HashOrderedTiles.of(table, Side.TRAIN, single).close());
    assertThat(DataException.in(failure))
        .hasValueSatisfying(
            e ->
                assertThat(e)
                    .hasMessage(
                        "feature a^3 reaches 1.0000000000000001E39, more than float32 holds; set"
                            + " training.precision = double or features.standardize = true"));
    HashOrderedTiles.Settings wide =
        new HashOrderedTiles.Settings(
            TileContent.dense(plain), LabelReader.number(), plan(Precision.DOUBLE), 42);
    try (HashOrderedTiles tiles = HashOrderedTiles.of(table, Side.TRAIN, wide)) {
      assertThat(tiles.rows()).containsExactly(2);
    }
  }

  /** Two rows in one partition. */
  private static TilePlan plan(Precision precision) {
    return new TilePlan(2, TilePlan.Width.dense(10), precision, 1);
  }

  /** The table has the columns in another order, and none with the name of a product. */
  @Test
  void predictionsAndMetricsAreThoseOfTheModel() {
    Model model = model();
    Dataset<Row> input = table(3, ROWS);
    List<Row> predicted = Predictions.of(model, "use.data", input, 0.5).table().collectAsList();
    assertThat(predicted).hasSize(ROWS.size());
    for (Row row : predicted) {
      assertThat(row.<Double>getAs("prediction")).isEqualTo(score(model, row));
    }
    double[] errors =
        ROWS.stream()
            .mapToDouble(row -> Math.abs(row.getDouble(2) - score(model, row)))
            .sorted()
            .toArray();
    Measurement.Regression test = (Measurement.Regression) evaluated(model, input);
    assertThat(test.metrics().medianAbsoluteError())
        .isEqualTo(errors[errors.length / 2 - 1] / 2 + errors[errors.length / 2] / 2);
  }

  @Test
  void predictingAsksForTheColumnsAndNamesTheProductThatIsNotFinite() {
    Dataset<Row> input = table(1, List.of(row(1, 1, "test"), row(1e200, 1, "test")));
    assertRefused(
        () -> Predictions.of(model(), "use.data", input.drop("a", "b"), 0.5),
        "use.data: there are no columns b, a, which the model was trained on; the columns are y, s");
    assertRefused(
        () -> Predictions.of(model(), "use.data", input, 0.5),
        "use.data: feature a^2 is not finite; look for a column that is far too large (1 row, e.g."
            + " b = 1, a = 1.0E200)");
    assertRefused(
        () -> evaluated(model(), input),
        "data.test: feature a^2 is not finite; look for a column that is far too large (1 row, e.g."
            + " b = 1, a = 1.0E200)");
  }

  /** The square of a counts for nothing here, which must not hide that it overflows. */
  private static Model model() {
    double[] means = IntStream.range(0, 10).mapToDouble(j -> j / 7.0).toArray();
    double[] scales = {0, 1, 2, 3, 4, 0, 6, 7, 0, 0};
    double[] parameters = {0, 1, -2, 1.0 / 3, 4, 5, -6, 1e-3, -8, 9, 0.1};
    return new Model(
        "linear",
        new Linear(10, true),
        new Squared(),
        parameters,
        new Encoding(new Expansion(COLUMNS, 3, CUBES), new Standardizer(means, scales)),
        Optional.empty());
  }

  private static double score(Model model, Row row) {
    return model.score(raw(row));
  }

  private static Measurement evaluated(Model model, Dataset<Row> rows) {
    Columns label = new Columns(List.of(), Optional.of("y"), Optional.empty(), List.of());
    Table table = new Table("data.test", rows, label, new Split.All(Side.TEST));
    return Evaluation.of(
            model,
            List.of(table),
            new Evaluation.Settings(LabelReader.number(), MetricSettings.at(0.5), 2))
        .required(Side.TEST);
  }

  private static double[] expanded(Expansion expansion, Row row) {
    double[] raw = raw(row);
    double[] features = expansion.roomFor(raw);
    assertThat(expansion.apply(raw, features)).isTrue();
    return features;
  }

  private static double[] raw(Row row) {
    return new double[] {row.getDouble(1), row.getDouble(0)};
  }

  private static void assertRefused(Runnable refused, String... lines) {
    assertThatThrownBy(refused::run)
        .isInstanceOfSatisfying(
            DataException.class, e -> assertThat(e.lines()).containsExactly(lines));
  }

  private static Row row(double a, double b, String side) {
    return RowFactory.create(a, b, 1.0, side);
  }

  private static List<Row> rows(int n) {
    Random random = new Random(11);
    return IntStream.range(0, n)
        .mapToObj(
            i -> {
              double a = random.nextGaussian();
              double b = 2 + random.nextDouble();
              return RowFactory.create(a, b, a * b * b - 1 + random.nextGaussian(), "train");
            })
        .toList();
  }

  private static Dataset<Row> table(int slices, List<Row> rows) {
    return TestRows.table(SCHEMA, rows, slices);
  }
}
