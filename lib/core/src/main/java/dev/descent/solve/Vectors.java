package dev.descent.solve;

import dev.descent.math.Pieces;

/**
 * Vectors of parameters. A sum is taken in four parts, of the numbers with the same place modulo 4,
 * each in ascending order, and by {@link Pieces}.
 */
final class Vectors {
  private Vectors() {}

  /** The sum of a_j b_j. */
  static double dot(double[] a, double[] b) {
    return Pieces.sum(a.length, (from, to) -> dot(a, b, from, to));
  }

  private static double dot(double[] a, double[] b, int from, int to) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int j = from;
    for (; j < to - 3; j += 4) {
      sum0 = Math.fma(a[j], b[j], sum0);
      sum1 = Math.fma(a[j + 1], b[j + 1], sum1);
      sum2 = Math.fma(a[j + 2], b[j + 2], sum2);
      sum3 = Math.fma(a[j + 3], b[j + 3], sum3);
    }
    for (; j < to; j++) {
      sum0 = Math.fma(a[j], b[j], sum0);
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }

  /** The Euclidean norm. */
  static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  /** a + factor b. */
  static double[] sum(double[] a, double factor, double[] b) {
    double[] sum = new double[a.length];
    Pieces.each(
        sum.length,
        (from, to) -> {
          for (int j = from; j < to; j++) {
            sum[j] = Math.fma(factor, b[j], a[j]);
          }
        });
    return sum;
  }

  /** a - b. */
  static double[] difference(double[] a, double[] b) {
    return sum(a, -1, b);
  }

  /** Adds factor b to {@code a}. */
  static void add(double[] a, double factor, double[] b) {
    Pieces.each(a.length, (from, to) -> add(a, factor, b, from, to));
  }

  private static void add(double[] a, double factor, double[] b, int from, int to) {
    for (int j = from; j < to; j++) {
      a[j] = Math.fma(factor, b[j], a[j]);
    }
  }

  /** Adds factor b to {@code a}; the sum of a_j c_j then, in one way through memory. */
  static double dotOfSum(double[] a, double factor, double[] b, double[] c) {
    return Pieces.sum(
        a.length,
        (from, to) -> {
          add(a, factor, b, from, to);
          return dot(a, c, from, to);
        });
  }

  /** Multiplies {@code a} by {@code factor}. */
  static void scale(double[] a, double factor) {
    Pieces.each(
        a.length,
        (from, to) -> {
          for (int j = from; j < to; j++) {
            a[j] *= factor;
          }
        });
  }

  /** a, with 0 where {@code out} is set. */
  static double[] without(double[] a, boolean[] out) {
    double[] left = new double[a.length];
    for (int j = 0; j < left.length; j++) {
      left[j] = out[j] ? 0 : a[j];
    }
    return left;
  }
}
