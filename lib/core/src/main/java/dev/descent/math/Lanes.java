package dev.descent.math;

import java.util.Arrays;

/**
 * Sums over the rows of a column in lanes: row i goes to lane i mod L, and the lanes are added by
 * halves.
 */
public final class Lanes {
  /** Lanes of a float32 sum. */
  static final int SINGLE = 16;

  /** Lanes of a float64 sum. */
  static final int DOUBLE = 8;

  /** Lanes of a sum of logistic losses. */
  static final int LOGISTIC = 16;

  /** Rows whose 1 + e are multiplied before a logarithm is taken: at most 2^512. */
  static final int LOGISTIC_ROWS = 32 * LOGISTIC;

  private Lanes() {}

  /**
   * The sum of {@code count} values from {@code offset} on: in four sums, which do not wait for
   * each other.
   */
  public static double sum(double[] values, int offset, int count) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = offset;
    for (; i + 4 <= offset + count; i += 4) {
      a += values[i];
      b += values[i + 1];
      c += values[i + 2];
      d += values[i + 3];
    }
    for (; i < offset + count; i++) {
      a += values[i];
    }
    return (a + b) + (c + d);
  }

  /**
   * The sum of a_(i + k) b_(j + k) over {@code count} numbers: in four sums as well, of the
   * products with the same k modulo 4.
   */
  public static double dot(double[] a, int i, double[] b, int j, int count) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int k = 0;
    for (; k < count - 3; k += 4) {
      sum0 = Math.fma(a[i + k], b[j + k], sum0);
      sum1 = Math.fma(a[i + k + 1], b[j + k + 1], sum1);
      sum2 = Math.fma(a[i + k + 2], b[j + k + 2], sum2);
      sum3 = Math.fma(a[i + k + 3], b[j + k + 3], sum3);
    }
    for (; k < count; k++) {
      sum0 = Math.fma(a[i + k], b[j + k], sum0);
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }

  /** The sum of (a_i b_i)^2 over {@code count} numbers from {@code from} on, in four sums too. */
  public static double squares(double[] a, double[] b, int from, int count) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int end = from + count;
    int i = from;
    for (; i < end - 3; i += 4) {
      sum0 = Math.fma(a[i] * b[i], a[i] * b[i], sum0);
      sum1 = Math.fma(a[i + 1] * b[i + 1], a[i + 1] * b[i + 1], sum1);
      sum2 = Math.fma(a[i + 2] * b[i + 2], a[i + 2] * b[i + 2], sum2);
      sum3 = Math.fma(a[i + 3] * b[i + 3], a[i + 3] * b[i + 3], sum3);
    }
    for (; i < end; i++) {
      sum0 = Math.fma(a[i] * b[i], a[i] * b[i], sum0);
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }

  /** The sum of |a_i b_i| over {@code count} numbers from {@code from} on, in four sums too. */
  public static double absolutes(double[] a, double[] b, int from, int count) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int end = from + count;
    int i = from;
    for (; i < end - 3; i += 4) {
      sum0 += Math.abs(a[i] * b[i]);
      sum1 += Math.abs(a[i + 1] * b[i + 1]);
      sum2 += Math.abs(a[i + 2] * b[i + 2]);
      sum3 += Math.abs(a[i + 3] * b[i + 3]);
    }
    for (; i < end; i++) {
      sum0 += Math.abs(a[i] * b[i]);
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }

  /**
   * The lanes' sum after the rows from {@code done} (a multiple of L) on are added; leaves the
   * lanes zero.
   */
  static float dotTail(SinglePanel a, int column, float[] r, float[] lanes, int done) {
    int start = a.offset() + column * a.stride();
    for (int i = done; i < a.rows(); i++) {
      lanes[i & (SINGLE - 1)] = Math.fma(a.values()[start + i], r[i], lanes[i & (SINGLE - 1)]);
    }
    for (int half = SINGLE / 2; half > 0; half /= 2) {
      for (int l = 0; l < half; l++) {
        lanes[l] += lanes[l + half];
      }
    }
    float sum = lanes[0];
    Arrays.fill(lanes, 0);
    return sum;
  }

  /**
   * The lanes' sum after the rows from {@code done} (a multiple of L) on are added; leaves the
   * lanes zero.
   */
  static double dotTail(DoublePanel a, int column, double[] r, double[] lanes, int done) {
    int start = a.offset() + column * a.stride();
    for (int i = done; i < a.rows(); i++) {
      lanes[i & (DOUBLE - 1)] = Math.fma(a.values()[start + i], r[i], lanes[i & (DOUBLE - 1)]);
    }
    return folded(lanes);
  }

  /** The sum of the lanes, added by halves; leaves them zero. */
  static double folded(double[] lanes) {
    for (int half = lanes.length / 2; half > 0; half /= 2) {
      for (int l = 0; l < half; l++) {
        lanes[l] += lanes[l + half];
      }
    }
    double sum = lanes[0];
    Arrays.fill(lanes, 0);
    return sum;
  }
}
