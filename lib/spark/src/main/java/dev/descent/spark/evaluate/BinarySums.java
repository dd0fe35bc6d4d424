package dev.descent.spark.evaluate;

import dev.descent.loss.Loss;
import dev.descent.metric.BinaryLoss;
import dev.descent.metric.BinaryMetrics;
import dev.descent.metric.Calibration;
import dev.descent.metric.Curve;
import dev.descent.metric.ScoreDistribution;

/** What the binary metrics of one side need, mergeable with the same bits in any order. */
final class BinarySums implements ClassSums {
  private static final long serialVersionUID = 1L;

  private final BinaryLoss loss = new BinaryLoss();
  private final Calibration calibration = new Calibration(Calibration.DEFAULT_BINS);
  private final ScoreRuns runs;
  private long rows;

  /** Of no rows; of more than {@code limit} distinct probabilities no curve is kept. */
  BinarySums(int limit) {
    runs = new ScoreRuns(limit);
  }

  @Override
  public void add(ScoredRows chunk, Loss link) {
    double[] probabilities = new double[chunk.rows()];
    boolean[] positive = new boolean[chunk.rows()];
    double[] weights = new double[chunk.rows()];
    for (int i = 0; i < chunk.rows(); i++) {
      int actual = (int) chunk.label(i);
      probabilities[i] = link.prediction(chunk.score(i));
      positive[i] = actual == 1;
      weights[i] = chunk.weight(i);
      loss.addScore(chunk.score(i), actual, weights[i]);
      calibration.add(probabilities[i], actual, weights[i]);
    }
    runs.add(ScoreDistribution.of(probabilities, positive, weights));
    rows += chunk.rows();
  }

  @Override
  public BinarySums merge(ClassSums that) {
    BinarySums other = (BinarySums) that;
    loss.merge(other.loss);
    calibration.merge(other.calibration);
    runs.merge(other.runs);
    rows += other.rows;
    return this;
  }

  @Override
  public BinarySums compact() {
    runs.compact();
    return this;
  }

  @Override
  public long rows() {
    return rows;
  }

  @Override
  public boolean tooMany() {
    return runs.tooMany();
  }

  Measurement.Binary at(double threshold) {
    Curve curve = Curve.of(runs.all());
    return new Measurement.Binary(
        rows, BinaryMetrics.of(curve, loss, threshold), curve, calibration);
  }
}
