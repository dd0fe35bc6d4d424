package dev.descent.math;

/**
 * A small tile in both precisions and its part of a logistic gradient; odd sizes, so that whole
 * vectors and tails of rows and columns take part.
 */
final class ExperimentTile {
  static final int ROWS = 61;
  static final int COLUMNS = 11;

  /** The gradients in double and single precision, then the two losses. */
  static final int PARTS = 2 * COLUMNS + 2;

  private final DoublePanel panel;
  private final SinglePanel single;
  private final double[] labels;

  ExperimentTile(SplitMix random) {
    double[] values = numbers(random, 1 + ROWS * COLUMNS);
    panel = new DoublePanel(values, 1, ROWS, ROWS, COLUMNS);
    single = new SinglePanel(singles(values), 1, ROWS, ROWS, COLUMNS);
    labels = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      labels[i] = random.nextInt(2);
    }
  }

  /** Numbers in [-2, 2). */
  static double[] numbers(SplitMix random, int n) {
    double[] numbers = new double[n];
    for (int i = 0; i < n; i++) {
      numbers[i] = random.nextLong() * 0x1p-62;
    }
    return numbers;
  }

  /** This tile's part of the sum at {@code parameters} [columns]: [{@link #PARTS}]. */
  double[] part(Kernels kernels, double[] parameters) {
    double[] part = new double[PARTS];
    double[] scores = new double[ROWS];
    double[] gradient = new double[COLUMNS];
    kernels.multiply(panel, parameters, scores);
    part[2 * COLUMNS] = lossAndResiduals(scores);
    kernels.transposedMultiply(panel, scores, gradient);

    float[] singleScores = new float[ROWS];
    float[] singleGradient = new float[COLUMNS];
    kernels.multiply(single, singles(parameters), singleScores);
    for (int i = 0; i < ROWS; i++) {
      scores[i] = singleScores[i];
    }
    part[2 * COLUMNS + 1] = lossAndResiduals(scores);
    kernels.transposedMultiply(single, singles(scores), singleGradient);
    for (int j = 0; j < COLUMNS; j++) {
      part[j] = gradient[j];
      part[COLUMNS + j] = singleGradient[j];
    }
    return part;
  }

  private double lossAndResiduals(double[] scores) {
    double sum = 0;
    for (int i = 0; i < ROWS; i++) {
      double score = scores[i];
      double e = StableMath.exp(-Math.abs(score));
      sum += Math.max(score, 0) - labels[i] * score + StableMath.log1pOfUnit(e);
      scores[i] = (score >= 0 ? 1 : e) / (1 + e) - labels[i];
    }
    return sum;
  }

  private static float[] singles(double[] numbers) {
    float[] singles = new float[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      singles[i] = (float) numbers[i];
    }
    return singles;
  }
}
