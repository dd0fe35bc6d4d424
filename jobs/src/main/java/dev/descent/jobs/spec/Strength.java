package dev.descent.jobs.spec;

/** How strong a penalty is: one number, or a path of them. */
public sealed interface Strength {

  /** The strengths, from the greatest. */
  double[] values();

  /** One strength, finite and at least 0. */
  record One(double value) implements Strength {
    public One {
      Bound.NON_NEGATIVE.require("penalty.strength", value);
    }

    @Override
    public double[] values() {
      return new double[] {value};
    }
  }

  /**
   * Strengths in equal ratios from {@code from} down to {@code to}.
   *
   * @param from the first and greatest, finite
   * @param to the last, above 0 and at most {@code from}
   * @param steps how many, from 2 to {@value #MOST_STEPS}
   */
  record Path(double from, double to, int steps) implements Strength {
    static final int MOST_STEPS = 10_000;

    public Path {
      Bound.POSITIVE.require("penalty.strengths.from", from);
      Bound.POSITIVE.require("penalty.strengths.to", to);
      if (to > from) {
        throw new IllegalArgumentException(
            "penalty.strengths.to must be <= from, but " + to + " > " + from);
      }
      if (steps < 2 || steps > MOST_STEPS) {
        throw new IllegalArgumentException(
            "penalty.strengths.steps must be from 2 to " + MOST_STEPS + ", but was " + steps);
      }
    }

    /**
     * The k-th of n is from^(1 - t) to^t with t = k / (n - 1), k from 0: exactly {@code from} at
     * first, exactly {@code to} at last, and never more than the one before.
     */
    @Override
    public double[] values() {
      double[] values = new double[steps];
      values[0] = from;
      for (int k = 1; k < steps - 1; k++) {
        double t = k / (steps - 1.0);
        double value = StrictMath.pow(from, 1 - t) * StrictMath.pow(to, t);
        values[k] = Math.min(values[k - 1], Math.max(to, value));
      }
      values[steps - 1] = to;
      return values;
    }
  }
}
