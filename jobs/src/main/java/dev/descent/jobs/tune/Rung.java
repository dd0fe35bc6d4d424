package dev.descent.jobs.tune;

import java.util.ArrayList;
import java.util.List;

/**
 * A round of successive halving.
 *
 * <p>With n candidates, factor f and E epochs there are 1 + floor(log_f min(n, E)) rungs; rung r of
 * R, from 0, gives every candidate ceil(E / f^(R - 1 - r)) epochs, and the best ceil(n_r / f) of
 * its n_r candidates are in the next one.
 *
 * <p>Source: Jamieson and Talwalkar, Non-stochastic Best Arm Identification and Hyperparameter
 * Optimization, 2016.
 *
 * @param candidates how many
 * @param divisor what the epochs of each are divided by
 */
public record Rung(int candidates, int divisor) {

  /**
   * All of them, in their order.
   *
   * @param epochs the fewest that any candidate has
   */
  public static List<Rung> of(int candidates, int epochs, int factor) {
    int rungs = 1;
    for (long power = factor; power <= Math.min(candidates, epochs); power *= factor) {
      rungs++;
    }
    List<Rung> all = new ArrayList<>();
    int left = candidates;
    for (int r = 0; r < rungs; r++) {
      all.add(new Rung(left, power(factor, rungs - 1 - r)));
      left = ceil(left, factor);
    }
    return all;
  }

  /** The most epochs here of a candidate that has {@code most} of them in the end. */
  public int epochs(int most) {
    return ceil(most, divisor);
  }

  private static int power(int base, int exponent) {
    int power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= base;
    }
    return power;
  }

  private static int ceil(int dividend, int divisor) {
    return (dividend - 1) / divisor + 1;
  }
}
