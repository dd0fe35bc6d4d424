package dev.descent.math;

import java.util.Arrays;

/**
 * Vectors cut into arrays of 2^{@value #BITS} numbers, the last one of the least power of two that
 * holds what is left, with zeros behind it: the place of a number in its array takes {@value #BITS}
 * bits and is no sum, which a loop that jumps among the numbers would have to take, and to check,
 * for each of them.
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

  /** {@code place} of an array, as a place that needs no check. */
  static int inside(int place, int length) {
    return place & (length - 1);
  }

  /** The length of array {@code p} of a vector of {@code length} numbers. */
  private static int size(int p, int length) {
    int left = length - p * SIZE;
    return left >= SIZE ? SIZE : Integer.highestOneBit(2 * left - 1);
  }

  /** {@code length} zeros. */
  static long[][] zeros(int length) {
    long[][] parts = new long[count(length)][];
    for (int p = 0; p < parts.length; p++) {
      parts[p] = new long[size(p, length)];
    }
    return parts;
  }

  /** Leaves out what is behind the {@code length} numbers of {@code parts}. */
  static void trim(long[][] parts, int length) {
    cut(parts, length - (parts.length - 1) * SIZE);
  }

  /** Puts it back. */
  static void pad(long[][] parts, int length) {
    cut(parts, size(parts.length - 1, length));
  }

  private static void cut(long[][] parts, int last) {
    int p = parts.length - 1;
    if (p >= 0 && parts[p].length != last) {
      parts[p] = Arrays.copyOf(parts[p], last);
    }
  }

  /** The {@code length} numbers of {@code values} from {@code from} on. */
  static double[][] of(double[] values, int from, int length) {
    double[][] parts = new double[count(length)][];
    for (int p = 0; p < parts.length; p++) {
      int start = p * SIZE;
      parts[p] = new double[size(p, length)];
      System.arraycopy(values, from + start, parts[p], 0, Math.min(SIZE, length - start));
    }
    return parts;
  }
}
