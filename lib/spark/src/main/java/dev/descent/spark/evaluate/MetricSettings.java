package dev.descent.spark.evaluate;

import dev.descent.metric.ThresholdGoal;
import java.util.Optional;

/**
 * Which metrics to make, and how.
 *
 * @param threshold rows with a probability >= it are predicted positive, of two classes; not used
 *     where there is a goal
 * @param goal what the threshold is chosen for, on the validation rows if there are any, else on
 *     the train rows, else on the test rows
 * @param curves how those of a classification are made
 * @param bootstrap how intervals are found, if they are asked; goes with exact curves
 */
public record MetricSettings(
    double threshold,
    Optional<ThresholdGoal> goal,
    CurveMethod curves,
    Optional<Bootstrap> bootstrap) {

  /** Requires a finite threshold. */
  public MetricSettings {
    if (bootstrap.isPresent() && curves instanceof CurveMethod.OnePass) {
      throw new IllegalArgumentException("a bootstrap goes with exact curves");
    }
    if (!Double.isFinite(threshold)) {
      throw new IllegalArgumentException("threshold must be finite, but was " + threshold);
    }
  }

  /** Exact curves, and the confusion at {@code threshold}. */
  public static MetricSettings at(double threshold) {
    return new MetricSettings(
        threshold, Optional.empty(), new CurveMethod.Exact(), Optional.empty());
  }

  /** The same with a threshold that is chosen. */
  public MetricSettings choosing(ThresholdGoal other) {
    return new MetricSettings(threshold, Optional.of(other), curves, bootstrap);
  }

  /** The same with curves made in another way. */
  public MetricSettings with(CurveMethod other) {
    return new MetricSettings(threshold, goal, other, bootstrap);
  }

  /** The same with intervals. */
  public MetricSettings with(Bootstrap other) {
    return new MetricSettings(threshold, goal, curves, Optional.of(other));
  }
}
