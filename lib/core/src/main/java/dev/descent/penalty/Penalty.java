package dev.descent.penalty;

import dev.descent.math.Lanes;
import dev.descent.math.Pieces;
import java.io.Serializable;

/**
 * What is added to the mean loss to keep parameters small: ridge / 2 * sum_j (f_j w_j)^2 + lasso *
 * sum_j f_j |w_j|, with factors f that are 0 for an intercept.
 *
 * <p>The ridge part goes into the gradient, the lasso part is the prox that follows a step.
 */
public sealed interface Penalty extends Serializable permits None, Ridge, Lasso, ElasticNet {

  /** The strength of the ridge part. */
  double ridge();

  /** The strength of the lasso part. */
  double lasso();

  /**
   * What each parameter is multiplied by before it is penalized [p]: 0 for an intercept, 1 for a
   * coefficient as it is trained, 1 / scale_j to penalize it on the original scale.
   */
  double[] factors();

  /** Whether some parameter may be set to exactly 0. */
  default boolean hasLassoPart() {
    return lasso() > 0;
  }

  /** The penalty of {@code parameters} [p]. */
  default double value(double[] parameters) {
    double[] factors = factors();
    return Pieces.sum(
        factors.length,
        (from, to) -> {
          double value = 0;
          if (ridge() > 0) {
            value = ridge() / 2 * Lanes.squares(factors, parameters, from, to - from);
          }
          if (lasso() > 0) {
            value += lasso() * Lanes.absolutes(factors, parameters, from, to - from);
          }
          return value;
        });
  }

  /** Adds the gradient of the ridge part to {@code gradient} [p]. */
  default void addRidgeGradient(double[] parameters, double[] gradient) {
    double ridge = ridge();
    double[] factors = factors();
    if (ridge == 0) {
      return;
    }
    Pieces.each(
        factors.length,
        (from, to) -> {
          for (int j = from; j < to; j++) {
            gradient[j] = Math.fma(ridge * factors[j] * factors[j], parameters[j], gradient[j]);
          }
        });
  }

  /**
   * Replaces {@code parameters} x [p] by the w that minimizes (x_j - w_j)^2 / (2 rate) + lasso *
   * f_j |w_j| for every j: x_j moved towards 0 by rate * lasso * f_j, and exactly 0 where that
   * would pass it.
   */
  default void prox(double[] parameters, double rate) {
    for (int j = 0; lasso() > 0 && j < factors().length; j++) {
      double threshold = rate * lasso() * factors()[j];
      if (threshold > 0) {
        double left = Math.abs(parameters[j]) - threshold;
        parameters[j] = left > 0 ? Math.copySign(left, parameters[j]) : 0;
      }
    }
  }

  /**
   * The subgradient of the objective of least norm at {@code parameters} [p], which vanishes at the
   * optimum: of the gradient g of loss and ridge part, g_j + t_j sign(w_j) with t_j = lasso * f_j,
   * and where w_j = 0 what |g_j| has above t_j, with the sign of g_j.
   */
  default double[] subgradient(double[] parameters, double[] gradient) {
    double[] least = gradient.clone();
    for (int j = 0; lasso() > 0 && j < factors().length; j++) {
      double bound = lasso() * factors()[j];
      double above = Math.max(Math.abs(gradient[j]) - bound, 0);
      least[j] =
          parameters[j] == 0
              ? Math.copySign(above, gradient[j])
              : gradient[j] + Math.copySign(bound, parameters[j]);
    }
    return least;
  }

  /** Checks what all penalties are made of. */
  static void require(double strength, double[] factors) {
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
}
