package dev.descent.jobs.spec;

import java.util.Optional;

/**
 * The section {@code retrain}.
 *
 * @param when it is due
 * @param gates what a challenger must reach
 * @param alerts who is told how it ended
 */
public record RetrainSpec(DueSpec when, GatesSpec gates, Optional<AlertsSpec> alerts) {
  /** How often rows are drawn for the interval of the gain where evaluation.bootstrap is absent. */
  public static final int REPLICATES = Defaults.REPLICATES;

  /** The same that tells nobody. */
  RetrainSpec silent() {
    return new RetrainSpec(when, gates, Optional.empty());
  }
}
