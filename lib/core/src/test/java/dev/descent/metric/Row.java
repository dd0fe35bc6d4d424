package dev.descent.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A row of a binary problem, as tests make them. */
record Row(double score, boolean positive, double weight) {

  int actual() {
    return positive ? 1 : 0;
  }

  /** Rows with many equal scores, or with hardly any, and a signal. */
  static List<Row> random(Random random, int count, int distinct) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean positive = random.nextInt(3) == 0;
      double score = 0.6 * random.nextDouble() + (positive ? 0.4 : 0.1);
      rows.add(new Row(Math.rint(score * distinct) / distinct, positive, 1));
    }
    return rows;
  }

  static List<Row> weighted(List<Row> rows, Random random) {
    return rows.stream()
        .map(
            r ->
                new Row(
                    r.score, r.positive, random.nextDouble() * Math.scalb(1.0, random.nextInt(40))))
        .toList();
  }

  static ScoreBlock block(List<Row> rows) {
    double[] scores = rows.stream().mapToDouble(Row::score).toArray();
    double[] weights = rows.stream().mapToDouble(Row::weight).toArray();
    boolean[] positive = new boolean[scores.length];
    for (int i = 0; i < scores.length; i++) {
      positive[i] = rows.get(i).positive();
    }
    return ScoreBlock.of(scores, positive, weights);
  }

  /** What one scan of all rows gives. */
  static CurveSummary summary(ScoreBlock rows, @Nullable ThresholdGoal goal, int points) {
    CurveFrame frame = CurveFrame.binary(weights(rows), goal, points);
    return CurveSummary.of(frame, CurveScan.of(frame, rows));
  }

  static BinaryWeights weights(ScoreBlock rows) {
    BinaryWeights all = new BinaryWeights();
    for (int i = 0; i < rows.size(); i++) {
      all.add(rows.actual(i), rows.weight(i));
    }
    return all;
  }

  /** The threshold at which a measure is largest. */
  static double best(ScoreBlock rows, ThresholdGoal.Measure measure) {
    ThresholdGoal goal = new ThresholdGoal.Maximize(measure);
    return summary(rows, goal, CurveFrame.LEAST_POINTS).threshold().orElseThrow().value();
  }

  static BinaryLoss losses(List<Row> rows) {
    BinaryLoss losses = new BinaryLoss();
    rows.forEach(r -> losses.addProbability(r.score, r.actual(), r.weight));
    return losses;
  }

  static BinaryMetrics metrics(List<Row> rows, double threshold) {
    return BinaryMetrics.of(Curve.of(block(rows)), losses(rows), threshold);
  }
}
