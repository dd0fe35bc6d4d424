package dev.descent.jobs.spec;

/**
 * The section {@code retrain}.
 *
 * @param when it is due
 * @param gates what a challenger must reach
 */
public record RetrainSpec(DueSpec when, GatesSpec gates) {
  /** How often rows are drawn for the interval of the gain where evaluation.bootstrap is absent. */
  public static final int REPLICATES = Defaults.REPLICATES;
}
