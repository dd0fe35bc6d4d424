package dev.descent.penalty;

/**
 * strength / 2 * sum_j factor_j w_j^2.
 *
 * @param strength at least 0
 * @param factors [p]: 0 for an intercept, 1 for a coefficient as it is trained, 1 / scale_j^2 to
 *     penalize it on the original scale
 */
public record Ridge(double strength, double[] factors) implements Penalty {

  public Ridge {
    if (!(strength >= 0) || Double.isInfinite(strength)) {
      throw new IllegalArgumentException("strength must be finite and >= 0, but was " + strength);
    }
    for (int j = 0; j < factors.length; j++) {
      if (!(factors[j] >= 0) || Double.isInfinite(factors[j])) {
        throw new IllegalArgumentException(
            "penalty factors must be finite and >= 0, but factor " + j + " was " + factors[j]);
      }
    }
  }

  @Override
  public double value(double[] parameters) {
    double sum = 0;
    for (int j = 0; j < parameters.length; j++) {
      sum = Math.fma(factors[j] * parameters[j], parameters[j], sum);
    }
    return strength / 2 * sum;
  }

  @Override
  public void addRidgeGradient(double[] parameters, double[] gradient) {
    for (int j = 0; j < parameters.length; j++) {
      gradient[j] = Math.fma(strength * factors[j], parameters[j], gradient[j]);
    }
  }
}
