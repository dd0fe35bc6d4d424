package dev.descent.math;

/**
 * {@link SplitMix} over many numbers, each taken as the bits of {@link Double#doubleToLongBits}.
 */
final class NumberHash {
  private NumberHash() {}

  /** What {@link Kernels#addHashes} defines, from number {@code from} on. */
  static void add(long hash, double[] next, int from, int count, long[] sums) {
    for (int i = from; i < count; i++) {
      sums[i] += SplitMix.combine(hash, Double.doubleToLongBits(next[i]));
    }
  }
}
