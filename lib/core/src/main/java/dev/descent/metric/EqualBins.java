package dev.descent.metric;

import java.io.Serializable;

/**
 * Bins of one width; what lies below or above is in the first or last one.
 *
 * @param low where the first bin begins
 * @param high where the last bin ends
 * @param count how many bins
 */
public record EqualBins(double low, double high, int count) implements Serializable {
  /** Requires numbers in order. */
  public EqualBins {
    if (!(Double.isFinite(low) && Double.isFinite(high) && low <= high)) {
      throw new IllegalArgumentException(
          "bins must lie between finite numbers in order, but were " + low + ", " + high);
    }
    if (count < 1) {
      throw new IllegalArgumentException("count must be >= 1, but was " + count);
    }
  }

  /** The bin of {@code value}; where all values are equal, the first one. */
  int of(double value) {
    // Halves, because the width of all bins may be more than a double holds.
    double place = (value / 2 - low / 2) / (high / 2 - low / 2) * count;
    return place >= count ? count - 1 : place > 0 ? (int) place : 0;
  }

  /** Where bin {@code bin} begins, and the one before it ends. */
  double border(int bin) {
    double share = bin / (double) count;
    return bin == count ? high : low * (1 - share) + high * share;
  }
}
