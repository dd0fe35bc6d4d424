package dev.descent.math;

import java.util.Arrays;

/**
 * Vectors cut into arrays of 2^{@value #BITS} numbers, the last one shorter: the place of a number
 * in its array takes {@value #BITS} bits and is no sum, which a loop that jumps among the numbers
 * would have to take, and to check, for each of them.
 */
final class Parts {
  static final int BITS = 16;

  /** The most numbers of an array. */
  static final int SIZE = 1 << BITS;

  private static final int MASK = SIZE - 1;

  private Parts() {}

  /** How many arrays a vector of {@code length} numbers takes. */
  static int count(int length) {
    return (int) ((length + (long) MASK) >>> BITS);
  }

  /** The array of number {@code j}. */
  static int part(int j) {
    return j >>> BITS;
  }

  /** Where it stands in there. */
  static int place(int j) {
    return j & MASK;
  }

  /** {@code length} zeros. */
  static long[][] zeros(int length) {
    long[][] parts = new long[count(length)][];
    for (int p = 0; p < parts.length; p++) {
      parts[p] = new long[Math.min(SIZE, length - p * SIZE)];
    }
    return parts;
  }

  /** The {@code length} numbers of {@code values} from {@code from} on. */
  static double[][] of(double[] values, int from, int length) {
    double[][] parts = new double[count(length)][];
    for (int p = 0; p < parts.length; p++) {
      int start = p * SIZE;
      parts[p] = Arrays.copyOfRange(values, from + start, from + Math.min(length, start + SIZE));
    }
    return parts;
  }
}
