package dev.descent.jobs.spec;

/**
 * The keys {@code evaluation.bootstrap} and {@code evaluation.confidence}: intervals of metrics.
 *
 * @param replicates how many times the rows are drawn again, from 1 to 100000
 * @param confidence the share of the replicates within an interval, in (0, 1)
 */
public record BootstrapSpec(int replicates, double confidence) {
  static final int MOST = 100_000;

  public BootstrapSpec {
    if (replicates < 1 || replicates > MOST) {
      throw new IllegalArgumentException(
          "bootstrap must be from 1 to " + MOST + ", but was " + replicates);
    }
    Bound.OPEN_UNIT.require("evaluation.confidence", confidence);
  }
}
