package dev.descent.penalty;

/**
 * strength / 2 * sum_j (f_j w_j)^2.
 *
 * @param strength at least 0
 * @param factors f [p]
 */
public record Ridge(double strength, double[] factors) implements Penalty {

  public Ridge {
    Penalty.require(strength, factors);
  }

  @Override
  public double ridge() {
    return strength;
  }

  @Override
  public double lasso() {
    return 0;
  }
}
