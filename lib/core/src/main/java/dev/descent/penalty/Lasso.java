package dev.descent.penalty;

/**
 * strength * sum_j f_j |w_j|.
 *
 * @param strength at least 0
 * @param factors f [p]
 */
public record Lasso(double strength, double[] factors) implements Penalty {

  public Lasso {
    Penalty.require(strength, factors);
  }

  @Override
  public double ridge() {
    return 0;
  }

  @Override
  public double lasso() {
    return strength;
  }
}
