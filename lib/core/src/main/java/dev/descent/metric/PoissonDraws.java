package dev.descent.metric;

import dev.descent.math.SplitMix;

/**
 * How often a row is drawn into a replicate of the Poisson bootstrap: independent draws with mean
 * 1, each a function of the row's hash, the replicate and the number of the copy alone.
 *
 * <p>Source: Hanley and MacGibbon, Creating non-parametric bootstrap samples using Poisson
 * frequencies, Computer Methods and Programs in Biomedicine 83, 2006.
 */
public final class PoissonDraws {
  /** The chance of k draws or fewer; beyond the last one it is 1 in doubles. */
  private static final double[] AT_MOST = chances(20);

  private PoissonDraws() {}

  /**
   * How often {@code copies} equal rows are drawn together.
   *
   * @param id the hash of the row
   * @param replicate from 0
   */
  public static int of(long id, int replicate, int copies) {
    long start = SplitMix.combine(id, replicate);
    int sum = one(start);
    for (int copy = 1; copy < copies; copy++) {
      sum += one(SplitMix.combine(start, copy));
    }
    return sum;
  }

  private static int one(long hash) {
    double uniform = (hash >>> 11) * 0x1p-53;
    int draws = 0;
    while (draws < AT_MOST.length && uniform >= AT_MOST[draws]) {
      draws++;
    }
    return draws;
  }

  private static double[] chances(int count) {
    double[] chances = new double[count];
    double term = StrictMath.exp(-1);
    double sum = 0;
    for (int k = 0; k < count; k++) {
      sum += term;
      chances[k] = sum;
      term /= k + 1;
    }
    return chances;
  }
}
