package dev.descent.penalty;

/**
 * strength * (mixing * sum_j f_j |w_j| + (1 - mixing) / 2 * sum_j (f_j w_j)^2).
 *
 * @param strength at least 0
 * @param mixing in [0, 1]: 0 is ridge, 1 is lasso
 * @param factors f [p]
 */
public record ElasticNet(double strength, double mixing, double[] factors) implements Penalty {

  public ElasticNet {
    Penalty.require(strength, factors);
    if (!(mixing >= 0 && mixing <= 1)) {
      throw new IllegalArgumentException("mixing must be in [0, 1], but was " + mixing);
    }
  }

  @Override
  public double ridge() {
    return strength * (1 - mixing);
  }

  @Override
  public double lasso() {
    return strength * mixing;
  }
}
