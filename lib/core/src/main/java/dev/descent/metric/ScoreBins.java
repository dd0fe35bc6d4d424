package dev.descent.metric;

import java.io.Serializable;

/**
 * Cuts the probabilities into bins that are fine everywhere and finer towards 0 and 1, where those
 * of rare classes are.
 *
 * <p>The bin of p is floor(bins (p + h(p)) / 2), where h grows by equal steps in every octave of p
 * below 1/2, down to 2^-32, and in every octave of 1 - p above.
 *
 * @param bins how many; 1 for no cut at all
 */
public record ScoreBins(int bins) implements Serializable {
  /** More would not fit into the sums that travel. */
  public static final int MOST = 1 << 20;

  private static final int OCTAVES = 32;
  private static final long HALF = Double.doubleToRawLongBits(0.5);

  /** The step from one double to the next, in every octave. */
  private static final double STEP = 0x1p-52 / (2 * OCTAVES);

  /** Requires bins in [1, MOST]. */
  public ScoreBins {
    if (bins < 1 || bins > MOST) {
      throw new IllegalArgumentException("bins must be in [1, " + MOST + "], but were " + bins);
    }
  }

  /** The bin of a probability; never falls as that grows. */
  public int of(double probability) {
    if (bins == 1) {
      return 0;
    }
    // Without a branch, which would be a guess on every row.
    double nearer = Math.min(probability, 1 - probability);
    double octaves = 0.5 + Math.copySign(fromHalf(nearer), probability - 0.5);
    return Math.min(bins - 1, (int) (bins * ((probability + octaves) / 2)));
  }

  /** 0 for 1/2, 1/2 for 2^-32 of that and below. */
  private static double fromHalf(double probability) {
    long below = HALF - Double.doubleToRawLongBits(probability);
    return Math.min(0.5, below * STEP);
  }
}
