package dev.descent.jobs.spec;

/** The section {@code model.penalty}; the intercept is never penalized. */
public sealed interface PenaltySpec {

  /** No penalty. */
  record None() implements PenaltySpec {}

  /**
   * Ridge: strength times half the squared norm of the coefficients.
   *
   * @param strength finite, at least 0
   * @param on the scale of the coefficients
   */
  record Ridge(double strength, PenaltyScale on) implements PenaltySpec {
    public Ridge {
      Bound.NON_NEGATIVE.require("penalty.strength", strength);
    }
  }
}
