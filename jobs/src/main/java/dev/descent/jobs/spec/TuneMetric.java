package dev.descent.jobs.spec;

import java.util.Optional;

/**
 * What candidates are ranked by.
 *
 * @param evaluated one of metrics.json, or empty for the mean loss, which is less the better
 */
public record TuneMetric(Optional<GateMetric> evaluated) {
  static final String LOSS = "validation-loss";

  /** Its name in a job file. */
  public String word() {
    return evaluated.map(GateMetric::word).orElse(LOSS);
  }

  /** How much better {@code value} is than {@code other}; negative if it is worse. */
  public double gain(double value, double other) {
    return evaluated.map(metric -> metric.gain(value, other)).orElse(other - value);
  }

  /** Whether models with such scores have it. */
  boolean isOf(ScoreKind kind) {
    return evaluated.map(metric -> metric.isOf(kind)).orElse(true);
  }
}
