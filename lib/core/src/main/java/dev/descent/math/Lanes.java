package dev.descent.math;

import java.util.Arrays;

/**
 * Sums over the rows of a column in lanes: row i goes to lane i mod L, and the lanes are added by
 * halves.
 */
final class Lanes {
  /** Lanes of a float32 sum. */
  static final int SINGLE = 16;

  /** Lanes of a float64 sum. */
  static final int DOUBLE = 8;

  private Lanes() {}

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
    for (int half = DOUBLE / 2; half > 0; half /= 2) {
      for (int l = 0; l < half; l++) {
        lanes[l] += lanes[l + half];
      }
    }
    double sum = lanes[0];
    Arrays.fill(lanes, 0);
    return sum;
  }
}
