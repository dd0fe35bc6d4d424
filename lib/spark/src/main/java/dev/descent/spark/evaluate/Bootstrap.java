package dev.descent.spark.evaluate;

/**
 * How to find intervals for metrics: by drawing the rows of each side again and again.
 *
 * @param replicates how often
 * @param confidence the chance in (0, 1) with which an interval should hold the true value
 */
public record Bootstrap(int replicates, double confidence) {
  /** The sums of all replicates travel together. */
  static final int MOST_REPLICATES = 100_000;

  public Bootstrap {
    if (replicates < 1 || replicates > MOST_REPLICATES) {
      throw new IllegalArgumentException(
          "replicates must be in [1, " + MOST_REPLICATES + "], but were " + replicates);
    }
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException("confidence must be in (0, 1), but was " + confidence);
    }
  }
}
