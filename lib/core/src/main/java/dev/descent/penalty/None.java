package dev.descent.penalty;

/** No penalty. */
public record None() implements Penalty {

  @Override
  public double value(double[] parameters) {
    return 0;
  }

  @Override
  public void addRidgeGradient(double[] parameters, double[] gradient) {
    // The gradient of zero.
  }
}
