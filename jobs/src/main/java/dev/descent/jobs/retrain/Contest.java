package dev.descent.jobs.retrain;

import dev.descent.metric.Replicates.Interval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is known of a challenger, on the test rows.
 *
 * @param challenger its metric
 * @param calibrationError the expected one of its probabilities of two classes, in [0, 1]; empty of
 *     other models
 * @param against the champion on the same rows; empty where there is none
 */
public record Contest(
    double challenger, OptionalDouble calibrationError, Optional<Against> against) {

  /**
   * The champion beside the challenger.
   *
   * @param champion its metric
   * @param gain the interval of how much better the challenger is, from paired replicates
   * @param replicates how many these are
   * @param slices both in every slice in which the metric is defined
   * @param drift of every column; empty where the champion has no profile to compare with
   */
  public record Against(
      double champion,
      Interval gain,
      int replicates,
      List<SlicePair> slices,
      Optional<List<ColumnDrift>> drift) {
    public Against {
      slices = List.copyOf(slices);
      drift = drift.map(List::copyOf);
    }
  }
}
