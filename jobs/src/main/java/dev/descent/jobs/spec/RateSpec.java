package dev.descent.jobs.spec;

/**
 * The section {@code training.rate}: the length of a step.
 *
 * <p>Where {@code warmUp} is above 0, the rate first rises in equal parts over so many steps.
 */
public sealed interface RateSpec {

  /** The rate that the others start from, above 0. */
  double initial();

  /** How many steps the rate rises, at least 0. */
  int warmUp();

  /** The same rate for every step. */
  record Constant(double initial, int warmUp) implements RateSpec {
    public Constant {
      require(initial, warmUp);
    }
  }

  /**
   * A rate that falls with the power of the step's number.
   *
   * @param power the exponent, above 0
   */
  record InverseScaling(double initial, double power, int warmUp) implements RateSpec {
    public InverseScaling {
      require(initial, warmUp);
      Bound.POSITIVE.require("rate.power", power);
    }
  }

  /**
   * A rate that is multiplied by the same factor after every step.
   *
   * @param decay the factor, in (0, 1)
   */
  record Exponential(double initial, double decay, int warmUp) implements RateSpec {
    public Exponential {
      require(initial, warmUp);
      Bound.OPEN_UNIT.require("rate.decay", decay);
    }
  }

  /**
   * A rate that falls now and then.
   *
   * @param every how many steps it stays, at least 1
   * @param factor what it is multiplied by then, in (0, 1)
   */
  record Step(double initial, int every, double factor, int warmUp) implements RateSpec {
    public Step {
      require(initial, warmUp);
      Bound.requireCount("rate.every", every);
      Bound.OPEN_UNIT.require("rate.factor", factor);
    }
  }

  /** A rate that falls to 0 at the last step, along half a period of the cosine. */
  record Cosine(double initial, int warmUp) implements RateSpec {
    public Cosine {
      require(initial, warmUp);
    }
  }

  private static void require(double initial, int warmUp) {
    Bound.POSITIVE.require("rate.initial", initial);
    if (warmUp < 0) {
      throw new IllegalArgumentException("rate.warm-up must be >= 0, but was " + warmUp);
    }
  }
}
