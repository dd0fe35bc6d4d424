package dev.descent.solve;

/** Vectors of parameters; every sum is taken in ascending order. */
final class Vectors {
  private Vectors() {}

  /** The sum of a_j b_j. */
  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum = Math.fma(a[j], b[j], sum);
    }
    return sum;
  }

  /** The Euclidean norm. */
  static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  /** a + factor b. */
  static double[] sum(double[] a, double factor, double[] b) {
    double[] sum = new double[a.length];
    for (int j = 0; j < sum.length; j++) {
      sum[j] = Math.fma(factor, b[j], a[j]);
    }
    return sum;
  }

  /** a - b. */
  static double[] difference(double[] a, double[] b) {
    return sum(a, -1, b);
  }

  /** Adds factor b to {@code a}. */
  static void add(double[] a, double factor, double[] b) {
    for (int j = 0; j < a.length; j++) {
      a[j] = Math.fma(factor, b[j], a[j]);
    }
  }

  /** Multiplies {@code a} by {@code factor}. */
  static void scale(double[] a, double factor) {
    for (int j = 0; j < a.length; j++) {
      a[j] *= factor;
    }
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
