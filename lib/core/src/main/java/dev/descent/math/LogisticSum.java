package dev.descent.math;

import java.util.Arrays;

/**
 * What {@link Kernels#sumLogistic} sums in, and room for exponentials; to be used again for other
 * rows, by one thread at a time: a pass over short rows would otherwise take a tenth of its time
 * for new memory.
 */
public final class LogisticSum {
  /** Of max(f, 0) - y f. */
  final double[] linear = new double[Lanes.LOGISTIC];

  /** Products of 1 + e, less 1. */
  final double[] grown = new double[Lanes.LOGISTIC];

  /** The sum of their logarithms. */
  private double logs;

  private double[] exponentials = new double[0];
  private float[] singleExponentials = new float[0];

  /** Of no rows. */
  public LogisticSum() {}

  /** Room for e of a block of rows. */
  double[] exponentials() {
    if (exponentials.length == 0) {
      exponentials = new double[Lanes.LOGISTIC_ROWS];
    }
    return exponentials;
  }

  /** The same in float32, and for a vector behind them. */
  float[] singleExponentials() {
    if (singleExponentials.length == 0) {
      singleExponentials = new float[Lanes.LOGISTIC_ROWS + Lanes.SINGLE];
    }
    return singleExponentials;
  }

  /**
   * Adds row {@code i} of a block, but for the logarithm: its score, which becomes the residual, is
   * at {@code score}, its label is {@code y}.
   */
  void add(int i, double[] scores, int score, double y) {
    int lane = i & (Lanes.LOGISTIC - 1);
    double f = scores[score];
    double e = exponentials[i];
    linear[lane] += Math.max(f, 0) - y * f;
    grown[lane] = Math.fma(grown[lane], e, grown[lane] + e);
    scores[score] = StableMath.oneUnlessNegative(f, e) / (1 + e) - y;
  }

  /** The same of float32. */
  void add(int i, float[] scores, int score, float y) {
    int lane = i & (Lanes.LOGISTIC - 1);
    float f = scores[score];
    float e = singleExponentials[i];
    linear[lane] += Math.max(f, 0) - y * f;
    grown[lane] = Math.fma(grown[lane], e, grown[lane] + e);
    scores[score] = ((f < 0 ? e : 1) - y - y * e) / (1 + e);
  }

  /** Adds the logarithm of what has grown in all lanes. */
  void addLog() {
    for (int half = Lanes.LOGISTIC / 2; half > 0; half /= 2) {
      for (int lane = 0; lane < half; lane++) {
        double other = grown[lane + half];
        grown[lane] = Math.fma(grown[lane], other, grown[lane] + other);
      }
    }
    logs += StableMath.log1p(grown[0]);
    Arrays.fill(grown, 0);
  }

  /** The sum of all rows; leaves that of none. */
  double take() {
    double sum = Lanes.folded(linear) + logs;
    logs = 0;
    return sum;
  }
}
