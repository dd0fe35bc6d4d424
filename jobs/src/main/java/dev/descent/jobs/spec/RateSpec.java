package dev.descent.jobs.spec;

/** The section {@code training.rate}: the length of a step. */
public sealed interface RateSpec {

  /** The rate of the first step, above 0. */
  double initial();

  /** The same rate for every step. */
  record Constant(double initial) implements RateSpec {
    public Constant {
      Bound.POSITIVE.require("rate.initial", initial);
    }
  }

  /**
   * A rate that falls with the power of the step's number.
   *
   * @param initial the rate of the first step, above 0
   * @param power the exponent, above 0
   */
  record InverseScaling(double initial, double power) implements RateSpec {
    public InverseScaling {
      Bound.POSITIVE.require("rate.initial", initial);
      Bound.POSITIVE.require("rate.power", power);
    }
  }
}
