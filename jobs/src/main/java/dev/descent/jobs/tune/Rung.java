package dev.descent.jobs.tune;

import java.util.ArrayList;
import java.util.List;

/**
 * A round of successive halving.
 *
 * <p>With n candidates, factor f and E epochs there are 1 + floor(log_f n) rungs, but no more than
 * have an epoch; rung r of R, from 0, gives every candidate ceil(E / f^(R - 1 - r)) epochs, and the
 * best ceil(n_r / f) of its n_r candidates are in the next one.
 *
 * <p>Source: Jamieson and Talwalkar, Non-stochastic Best Arm Identification and Hyperparameter
 * Optimization, 2016.
 *
 * @param candidates how many
 * @param epochs the most of each
 */
public record Rung(int candidates, int epochs) {

  /** All of them, in their order. */
  public static List<Rung> of(int candidates, int epochs, int factor) {
    int rungs = 1;
    for (long power = factor; power <= Math.min(candidates, epochs); power *= factor) {
      rungs++;
    }
    List<Rung> all = new ArrayList<>();
    int left = candidates;
    for (int r = 0; r < rungs; r++) {
      all.add(new Rung(left, ceil(epochs, power(factor, rungs - 1 - r))));
      left = ceil(left, factor);
    }
    return all;
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
