package dev.descent.math;

/** The lanes of {@link Kernels#sumLogistic}. */
final class LogisticSum {
  /** Of max(f, 0) - y f. */
  final double[] linear = new double[Lanes.DOUBLE];

  /** Products of 1 + e, less 1. */
  final double[] grown = new double[Lanes.DOUBLE];

  /** Of their logarithms. */
  final double[] logs = new double[Lanes.DOUBLE];

  /**
   * Adds row {@code i}, but for logarithms: its score, which becomes the residual, is at {@code
   * score}, its label is {@code y} and its exponential {@code e}.
   */
  void add(int i, double[] scores, int score, double y, double e) {
    int lane = i & (Lanes.DOUBLE - 1);
    double f = scores[score];
    linear[lane] += Math.max(f, 0) - y * f;
    grown[lane] = Math.fma(grown[lane], e, grown[lane] + e);
    scores[score] = StableMath.oneUnlessNegative(f, e) / (1 + e) - y;
  }

  /** The sum of all lanes; leaves them zero. */
  double value() {
    for (int lane = 0; lane < Lanes.DOUBLE; lane++) {
      linear[lane] += logs[lane];
    }
    return Lanes.folded(linear);
  }
}
