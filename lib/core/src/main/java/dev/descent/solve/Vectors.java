package dev.descent.solve;

import dev.descent.math.Lanes;
import dev.descent.math.Pieces;

/** Vectors of parameters. Sums are those of {@link Lanes} by {@link Pieces}. */
final class Vectors {
  private Vectors() {}

  /** The sum of a_j b_j. */
  static double dot(double[] a, double[] b) {
    return Pieces.sum(a.length, (from, to) -> Lanes.dot(a, from, b, from, to - from));
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
          return Lanes.dot(a, from, c, from, to - from);
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
