package dev.descent.jobs.spec;

/** The key {@code evaluation.curves}: how the curves of classes are made. */
public sealed interface CurvesSpec {

  /** Every distinct score is a point. */
  record Exact() implements CurvesSpec {}

  /**
   * One pass over the rows, with a bound on the error of the areas.
   *
   * @param bins of the histogram of scores, from 2 to 1048576
   */
  record Bins(int bins) implements CurvesSpec {
    static final int LEAST = 2;
    static final int MOST = 1 << 20;

    public Bins {
      if (bins < LEAST || bins > MOST) {
        throw new IllegalArgumentException(
            "curves.bins must be from " + LEAST + " to " + MOST + ", but was " + bins);
      }
    }
  }
}
