package dev.descent.spark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.metric.Replicates;
import dev.descent.metric.ScoreBins;
import dev.descent.spark.TestRows;
import dev.descent.spark.data.Columns;
import dev.descent.spark.data.Side;
import dev.descent.spark.data.Split;
import dev.descent.spark.data.Table;
import dev.descent.spark.data.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Intervals say how far metrics of as many other rows would differ. */
final class BootstrapIT {
  private static final StructType SCHEMA =
      new StructType()
          .add("p", DataTypes.DoubleType)
          .add("q", DataTypes.DoubleType)
          .add("y", DataTypes.StringType)
          .add("id", DataTypes.LongType);
  private static final int REPLICATES = 400;
  private static final MetricSettings SETTINGS =
      MetricSettings.at(0.5).with(new Bootstrap(REPLICATES, 0.95));

  @Test
  void partitionsAndOrderChangeNothing() {
    List<Row> shuffled = new ArrayList<>(rows(600, 1));
    Collections.shuffle(shuffled, new Random(1));
    assertThat(replicates(shuffled, 7, "p")).isEqualTo(replicates(rows(600, 1), 1, "p"));
  }

  /** The variance of a share is p (1 - p) / n, that of an area Hanley and McNeil's, 1982. */
  @Test
  void spreadIsThatOfTheory() {
    List<Row> rows = rows(2000, 1);
    Measurement.Binary found = (Measurement.Binary) evaluated(rows, 2, "p").required(Side.TEST);
    Replicates replicates = replicates(rows, 2, "p");
    double accuracy = found.metrics().confusion().accuracy();
    assertThat(spread(replicates, "accuracy"))
        .isCloseTo(Math.sqrt(accuracy * (1 - accuracy) / 2000), within(0.0012));
    double area = found.metrics().areas().rocAuc();
    double positives = found.metrics().confusion().positives();
    double negatives = 2000 - positives;
    double q1 = area / (2 - area);
    double q2 = 2 * area * area / (1 + area);
    double variance =
        area * (1 - area)
            + (positives - 1) * (q1 - area * area)
            + (negatives - 1) * (q2 - area * area);
    assertThat(spread(replicates, "rocAuc"))
        .isCloseTo(Math.sqrt(variance / positives / negatives), within(0.0015));
    Replicates.Interval interval = replicates.interval("rocAuc", 0.95);
    assertThat(area).isBetween(interval.low(), interval.high());
    assertThat(interval.high() - interval.low())
        .isCloseTo(3.92 * spread(replicates, "rocAuc"), within(0.006));
  }

  /** Every row fifty times: as many rows, each drawn by itself, and not fifty at once. */
  @Test
  void copiesAreDrawnOneByOne() {
    Replicates copies = replicates(rows(2000, 50), 3, "p");
    Replicates distinct = replicates(rows(2000, 1), 3, "p");
    assertThat(spread(copies, "accuracy"))
        .isBetween(0.7 * spread(distinct, "accuracy"), 1.4 * spread(distinct, "accuracy"));
    assertThat(spread(copies, "averagePrecision"))
        .isBetween(
            0.5 * spread(distinct, "averagePrecision"), 2 * spread(distinct, "averagePrecision"));
  }

  /** Two scores of the same rows go up and down together. */
  @Test
  void differencesArePaired() {
    Replicates one = replicates(rows(2000, 1), 2, "p");
    Replicates other = replicates(rows(2000, 1), 3, "q");
    Replicates difference = one.minus(other);
    assertThat(spread(difference, "rocAuc")).isLessThan(spread(one, "rocAuc") / 2);
    assertThat(difference.interval("rocAuc", 0.95).low()).isGreaterThan(0);
    assertThat(one.minus(one).values().get("logLoss")).containsOnly(0.0);
  }

  @Test
  void severalClasses() {
    Random random = new Random(5);
    StructType schema =
        new StructType()
            .add("p", DataTypes.createArrayType(DataTypes.DoubleType))
            .add("y", DataTypes.StringType);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      double a = random.nextDouble() / 2;
      rows.add(
          RowFactory.create(
              new Double[] {a, 0.5, 0.5 - a}, List.of("a", "b", "c").get(random.nextInt(3))));
    }
    Optional<Target> target = Optional.of(new Target.SeveralClasses(List.of("a", "b", "c")));
    Evaluation found =
        ScoredTable.of(TestRows.table(schema, rows, 3), "p", "y")
            .evaluated(target, MetricSettings.at(0).with(new Bootstrap(20, 0.9)), 2);
    Replicates replicates = Objects.requireNonNull(found.replicates().get(Side.TEST));
    assertThat(replicates.values())
        .containsKeys(
            "accuracy", "handTill", "macroRocAuc", "macro.f1", "logLoss", "top2", "recall[b]");
    assertThat(replicates.values().get("handTill")).hasSize(20).doesNotHaveDuplicates();
  }

  /** The variance of a mean of squares is that of the squares over n. */
  @Test
  void numbers() {
    Random random = new Random(2);
    StructType schema =
        new StructType().add("f", DataTypes.DoubleType).add("y", DataTypes.DoubleType);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      double f = random.nextGaussian();
      rows.add(RowFactory.create(f, f + random.nextGaussian()));
    }
    Evaluation found =
        ScoredTable.of(TestRows.table(schema, rows, 3), "f", "y")
            .evaluated(Optional.of(new Target.Numbers()), SETTINGS, 2);
    Replicates replicates = Objects.requireNonNull(found.replicates().get(Side.TEST));
    assertThat(spread(replicates, "mse")).isCloseTo(Math.sqrt(2.0 / 1000), within(0.008));
    assertThat(replicates.values()).containsKeys("r2", "mae", "residualQuantiles.0.5");
    // The median of n normal numbers has the variance pi / 2n.
    assertThat(spread(replicates, "residualQuantiles.0.5"))
        .isCloseTo(Math.sqrt(Math.PI / 2000), within(0.01));
    Replicates.Interval median = replicates.interval("medianAbsoluteError", 0.99);
    assertThat(((Measurement.Regression) found.required(Side.TEST)).metrics().medianAbsoluteError())
        .isBetween(median.low(), median.high());
    assertThat(median.high() - median.low()).isBetween(0.05, 0.25);
    Replicates.Interval interval = replicates.interval("r2", 0.99);
    assertThat(interval.low()).isLessThan(0.5);
    assertThat(interval.high()).isGreaterThan(0.5);
  }

  @Test
  void onlyRowsOfTheSidesThatAreAskedAreDrawn() {
    Optional<Target> classes = Optional.of(new Target.TwoClasses(Optional.of("yes")));
    ScoredTable two = halves(TestRows.table(SCHEMA, rows(300, 1), 2), "p");
    StructType schema =
        new StructType().add("f", DataTypes.DoubleType).add("y", DataTypes.DoubleType);
    List<Row> numbers = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      numbers.add(RowFactory.create(Math.sin(i), Math.cos(i)));
    }
    ScoredTable one = halves(TestRows.table(schema, numbers, 2), "f");
    Optional<Target> target = Optional.of(new Target.Numbers());
    MetricSettings all = MetricSettings.at(0.5).with(new Bootstrap(9, 0.9));
    MetricSettings test = all.with(new Bootstrap(9, 0.9, Set.of(Side.TEST)));
    onlyTest(two.evaluated(classes, all, 2), two.evaluated(classes, test, 2));
    onlyTest(one.evaluated(target, all, 2), one.evaluated(target, test, 2));
  }

  private static ScoredTable halves(Dataset<Row> rows, String score) {
    Columns columns = new Columns(List.of(), Optional.of("y"), Optional.empty(), List.of());
    Table table = new Table("data.train", rows, columns, new Split.ByHash(0.5, 0, 1));
    return new ScoredTable(table, List.of(score));
  }

  private static void onlyTest(Evaluation all, Evaluation test) {
    assertThat(all.replicates()).containsOnlyKeys(Side.TRAIN, Side.TEST);
    assertThat(test.replicates()).containsOnlyKeys(Side.TEST);
    assertThat(test.replicates().get(Side.TEST)).isEqualTo(all.replicates().get(Side.TEST));
    assertThat(test.sides()).containsOnlyKeys(Side.TRAIN, Side.TEST);
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new Bootstrap(0, 0.95)).hasMessageContaining("[1, 100000]");
    assertThatThrownBy(() -> new Bootstrap(100, 1)).hasMessageContaining("(0, 1)");
    assertThatThrownBy(() -> SETTINGS.with(new CurveMethod.OnePass(new ScoreBins(8))))
        .hasMessageContaining("exact");
  }

  private static double spread(Replicates replicates, String metric) {
    List<Double> values = Objects.requireNonNull(replicates.values().get(metric));
    double mean = values.stream().mapToDouble(v -> v).average().orElseThrow();
    return Math.sqrt(
        values.stream().mapToDouble(v -> (v - mean) * (v - mean)).average().orElseThrow());
  }

  private static Replicates replicates(List<Row> rows, int slices, String score) {
    return Objects.requireNonNull(evaluated(rows, slices, score).replicates().get(Side.TEST));
  }

  private static Evaluation evaluated(List<Row> rows, int slices, String score) {
    Optional<Target> target = Optional.of(new Target.TwoClasses(Optional.of("yes")));
    return ScoredTable.of(TestRows.table(SCHEMA, rows, slices), score, "y")
        .evaluated(target, SETTINGS, 2);
  }

  private static List<Row> rows(int n, int copies) {
    Random random = new Random(11);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < n / copies; i++) {
      double p = random.nextDouble();
      double q = Math.min(1, Math.max(0, p + 0.1 * random.nextGaussian()));
      String label = random.nextDouble() < 0.1 + 0.6 * p ? "yes" : "no";
      for (int k = 0; k < copies; k++) {
        rows.add(RowFactory.create(p, q, label, (long) i));
      }
    }
    return rows;
  }
}
