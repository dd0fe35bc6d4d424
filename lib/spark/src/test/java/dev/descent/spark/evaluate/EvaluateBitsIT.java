package dev.descent.spark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.data.Classes;
import dev.descent.metric.BinaryLoss;
import dev.descent.metric.BinaryMetrics;
import dev.descent.metric.Calibration;
import dev.descent.metric.ConfusionMatrix;
import dev.descent.metric.Curve;
import dev.descent.metric.CurveFrame;
import dev.descent.metric.CurveScan;
import dev.descent.metric.CurveSummary;
import dev.descent.metric.RegressionMetrics;
import dev.descent.metric.RegressionMoments;
import dev.descent.metric.ResidualGrid;
import dev.descent.metric.ResidualHistogram;
import dev.descent.metric.ResidualSelect;
import dev.descent.metric.ScoreBlock;
import dev.descent.model.Model;
import dev.descent.spark.TestModels;
import dev.descent.spark.TestRows;
import dev.descent.spark.data.Columns;
import dev.descent.spark.data.LabelReader;
import dev.descent.spark.data.Side;
import dev.descent.spark.data.Split;
import dev.descent.spark.data.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The metrics of a table are those of its rows, bit for bit, however the table is cut and ordered.
 */
final class EvaluateBitsIT {
  private static final StructType SCHEMA =
      new StructType()
          .add("a", DataTypes.DoubleType)
          .add("b", DataTypes.DoubleType)
          .add("y", DataTypes.DoubleType)
          .add("won", DataTypes.StringType)
          .add("w", DataTypes.DoubleType)
          .add("side", DataTypes.StringType);
  private static final Optional<String> WEIGHT = Optional.of("w");
  private static final List<Row> ROWS = rows(4000);
  private static final Model LINEAR = TestModels.linear(List.of("a", "b"), 2.5, -0.3, 1);
  private static final Model LOGISTIC =
      TestModels.logistic(List.of("a", "b"), Classes.of(List.of("no", "yes")), 1.5, -0.3, 0.1);

  private static final Model THREE =
      TestModels.softmax(
          List.of("a", "b"),
          Classes.of(List.of("no", "perhaps", "yes")),
          -1.5,
          0.3,
          0.2,
          0.1,
          1.5,
          -0.3,
          0.1,
          0.4,
          -0.2);

  @ParameterizedTest
  @CsvSource({"1,2", "2,1", "7,2", "64,3"})
  void partitionsAndOrderChangeNothing(int slices, int depth) {
    List<Row> shuffled = new ArrayList<>(ROWS);
    Collections.shuffle(shuffled, new Random(slices));
    assertThat(evaluated(LINEAR, WEIGHT, shuffled, slices, depth)).isEqualTo(local(LINEAR, true));
    assertThat(evaluated(LOGISTIC, WEIGHT, shuffled, slices, depth))
        .isEqualTo(local(LOGISTIC, true));
  }

  @ParameterizedTest
  @CsvSource({"1,2", "2,1", "7,2", "64,3"})
  void severalClassesOfShuffledRowsAreTheSame(int slices, int depth) {
    List<Row> shuffled = new ArrayList<>(ROWS);
    Collections.shuffle(shuffled, new Random(slices));
    List<String> expected = evaluated(THREE, WEIGHT, ROWS, 3, 2);
    assertThat(evaluated(THREE, WEIGHT, shuffled, slices, depth)).isEqualTo(expected);
  }

  @Test
  void withoutWeightsEveryRowCountsOnce() {
    assertThat(evaluated(LINEAR, Optional.empty(), ROWS, 3, 2)).isEqualTo(local(LINEAR, false));
    assertThat(evaluated(LOGISTIC, Optional.empty(), ROWS, 3, 2)).isEqualTo(local(LOGISTIC, false));
  }

  @Test
  void manyChunksOfARunAreMerged() {
    List<Row> rows = rows(3 * Scoring.CHUNK_ROWS);
    assertThat(evaluated(LOGISTIC, WEIGHT, rows, 1, 2))
        .isEqualTo(evaluated(LOGISTIC, WEIGHT, rows, 5, 2));
  }

  private static List<String> evaluated(
      Model model, Optional<String> weight, List<Row> rows, int slices, int depth) {
    String label = model.classes().isPresent() ? "won" : "y";
    Columns columns = new Columns(List.of(), Optional.of(label), weight, List.of());
    Table table =
        new Table(
            "data.train",
            TestRows.table(SCHEMA, rows, slices),
            columns,
            new Split.ByColumn("side"));
    LabelReader labels = model.classes().map(LabelReader::oneOf).orElseGet(LabelReader::number);
    return Shown.all(
        Evaluation.of(
            model, List.of(table), new Evaluation.Settings(labels, MetricSettings.at(0.4), depth)));
  }

  private static List<String> local(Model model, boolean weighted) {
    Map<Side, Measurement> sides = new TreeMap<>();
    for (Side side : List.of(Side.TRAIN, Side.TEST)) {
      String name = side.name().toLowerCase(Locale.ROOT);
      List<Row> rows = ROWS.stream().filter(row -> row.getString(5).equals(name)).toList();
      double[] weights = rows.stream().mapToDouble(r -> weighted ? r.getDouble(4) : 1).toArray();
      double[] scores =
          rows.stream()
              .mapToDouble(r -> model.score(new double[] {r.getDouble(0), r.getDouble(1)}))
              .toArray();
      sides.put(
          side,
          model.classes().isPresent()
              ? binary(rows, scores, weights)
              : regression(rows, scores, weights));
    }
    return Shown.all(new Evaluation(sides, Map.of(), Map.of(), Map.of()));
  }

  private static Measurement regression(List<Row> rows, double[] scores, double[] weights) {
    RegressionMoments moments = new RegressionMoments();
    ResidualSelect select = ResidualSelect.start();
    for (int i = 0; i < scores.length; i++) {
      moments.add(rows.get(i).getDouble(2), scores[i], weights[i]);
    }
    while (!select.isDone()) {
      ResidualHistogram all = select.histogram();
      for (int i = 0; i < scores.length; i++) {
        all.add(rows.get(i).getDouble(2), scores[i], weights[i]);
      }
      select = select.next(all);
    }
    ResidualGrid grid = ResidualGrid.of(moments, select.quantiles());
    for (int i = 0; i < scores.length; i++) {
      grid.add(rows.get(i).getDouble(2), scores[i], weights[i]);
    }
    return new Measurement.Regression(
        scores.length, RegressionMetrics.of(moments, select.quantiles()), Optional.of(grid));
  }

  private static Measurement binary(List<Row> rows, double[] scores, double[] weights) {
    BinaryLoss loss = new BinaryLoss();
    Calibration calibration = new Calibration(Calibration.DEFAULT_BINS);
    ConfusionMatrix confusion = new ConfusionMatrix(2);
    double[] probabilities = new double[scores.length];
    boolean[] positive = new boolean[scores.length];
    for (int i = 0; i < scores.length; i++) {
      positive[i] = rows.get(i).getString(3).equals("yes");
      int actual = positive[i] ? 1 : 0;
      probabilities[i] = LOGISTIC.loss().prediction(scores[i]);
      loss.addScore(scores[i], actual, weights[i]);
      confusion.add(actual, probabilities[i] >= 0.4 ? 1 : 0, weights[i]);
      calibration.add(probabilities[i], actual, weights[i]);
    }
    ScoreBlock block = ScoreBlock.of(probabilities, positive, weights);
    Curve curve = Curve.of(block);
    CurveFrame frame = new CurveFrame(1, 2, curve.positives(), curve.negatives(), null, 10_000);
    return new Measurement.Binary(
        scores.length,
        new BinaryMetrics(
            confusion.binary(),
            curve.areas(),
            new BinaryMetrics.Losses(loss.logLoss(), loss.brier()),
            0.4),
        CurveSummary.of(frame, CurveScan.of(frame, block)),
        calibration,
        Optional.empty());
  }

  /** Some rows share their features, some weigh nothing, and no row is on the validation side. */
  private static List<Row> rows(int n) {
    Random random = new Random(5);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double a = i % 3 == 0 ? random.nextInt(20) / 4.0 : random.nextGaussian();
      double b = i % 3 == 0 ? 1 : random.nextGaussian();
      double y = 1e6 + 2 * a - b + random.nextGaussian();
      String won = random.nextGaussian() < a ? "yes" : "no";
      double weight = i % 11 == 0 ? 0 : i % 5 == 0 ? random.nextDouble() : 1;
      rows.add(RowFactory.create(a, b, y, won, weight, i % 4 == 0 ? "test" : "train"));
    }
    return rows;
  }
}
