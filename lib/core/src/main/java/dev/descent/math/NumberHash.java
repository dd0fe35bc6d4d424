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

  /** What {@link Kernels#addRowHashes} defines, from row {@code first} on. */
  static void addRows(double[] rows, int from, int size, int first, int count, long[] sums) {
    for (int i = first; i < count; i++) {
      for (int j = 0; j < size; j++) {
        double number = rows[from + i * size + j];
        if (number != 0) {
          sums[i] += SplitMix.combine(j, Double.doubleToLongBits(number));
        }
      }
    }
  }
}
