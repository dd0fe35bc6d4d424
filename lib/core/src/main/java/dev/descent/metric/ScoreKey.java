package dev.descent.metric;

/** A score as an integer: keys have the order of their scores, and both zeros are one key. */
public final class ScoreKey {
  private ScoreKey() {}

  /** The key of a finite score. */
  public static long of(double score) {
    if (!Double.isFinite(score)) {
      throw new IllegalArgumentException("scores must be finite, but one was " + score);
    }
    return swapped(Double.doubleToRawLongBits(score + 0.0));
  }

  /** The score that has the key {@code key}. */
  public static double score(long key) {
    return Double.longBitsToDouble(swapped(key));
  }

  /** Negative doubles descend as integers; turning all bits but the sign makes them ascend. */
  private static long swapped(long bits) {
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }
}
