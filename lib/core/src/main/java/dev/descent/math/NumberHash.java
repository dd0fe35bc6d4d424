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

  /** What {@link Kernels#hash} defines, of the numbers from {@code first} on. */
  static long sum(double[] numbers, int from, int first, int count) {
    long sum = 0;
    for (int k = first; k < count; k++) {
      double number = numbers[from + k];
      if (number != 0) {
        sum += SplitMix.combine(k, Double.doubleToLongBits(number));
      }
    }
    return sum;
  }
}
