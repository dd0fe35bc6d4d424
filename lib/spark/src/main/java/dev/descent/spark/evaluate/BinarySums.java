package dev.descent.spark.evaluate;

import dev.descent.metric.BinaryLoss;
import dev.descent.metric.BinaryMetrics;
import dev.descent.metric.BinaryRows;
import dev.descent.metric.Calibration;
import dev.descent.metric.ConfusionMatrix;
import dev.descent.metric.CurveSummary;
import dev.descent.metric.ScoreHistogram;
import java.util.List;
import java.util.Optional;

/** What the binary metrics of one side need, mergeable with the same bits in any order. */
final class BinarySums implements ClassSums {
  private static final long serialVersionUID = 1L;

  private final BinaryLoss loss = new BinaryLoss();
  private final Calibration calibration = new Calibration(Calibration.DEFAULT_BINS);
  private final ConfusionMatrix confusion = new ConfusionMatrix(2);
  private final ScoreHistogram histogram;
  private long rows;

  /** Of no rows, with a histogram of {@code bins} bins. */
  BinarySums(int bins) {
    histogram = new ScoreHistogram(bins);
  }

  @Override
  public void add(ScoredRows chunk, ClassPass pass) {
    BinaryRows binary = chunk.binary(pass.link());
    pass.link().add(loss, chunk.scores(), binary);
    calibration.add(binary);
    confusion.add(binary, pass.threshold());
    histogram.add(binary, pass.bins());
    rows += chunk.rows();
  }

  @Override
  public BinarySums merge(ClassSums that) {
    BinarySums other = (BinarySums) that;
    loss.merge(other.loss);
    calibration.merge(other.calibration);
    confusion.merge(other.confusion);
    histogram.merge(other.histogram);
    rows += other.rows;
    return this;
  }

  @Override
  public long rows() {
    return rows;
  }

  @Override
  public List<ScoreHistogram> histograms() {
    return List.of(histogram);
  }

  /** At the threshold of the pass. */
  Measurement.Binary of(CurveSummary curve, double threshold) {
    return of(curve, confusion, threshold, Optional.empty());
  }

  /** At a threshold that was chosen, with the confusion there. */
  Measurement.Binary of(CurveSummary curve, ConfusionMatrix at, CurveSummary.Choice choice) {
    return of(curve, at, choice.value(), Optional.of(choice));
  }

  private Measurement.Binary of(
      CurveSummary curve,
      ConfusionMatrix at,
      double threshold,
      Optional<CurveSummary.Choice> choice) {
    BinaryMetrics metrics =
        new BinaryMetrics(
            at.binary(),
            curve.areas(),
            new BinaryMetrics.Losses(loss.logLoss(), loss.brier()),
            threshold);
    return new Measurement.Binary(rows, metrics, curve, calibration, choice);
  }
}
