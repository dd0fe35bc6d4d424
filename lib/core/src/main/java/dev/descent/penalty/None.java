package dev.descent.penalty;

/** No penalty. */
public record None() implements Penalty {
  private static final double[] NO_FACTORS = {};

  @Override
  public double ridge() {
    return 0;
  }

  @Override
  public double lasso() {
    return 0;
  }

  @Override
  public double[] factors() {
    return NO_FACTORS;
  }
}
