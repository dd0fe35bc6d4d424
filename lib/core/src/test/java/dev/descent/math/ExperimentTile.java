package dev.descent.math;

import java.util.Arrays;

/**
 * A small tile in both precisions and its part of a logistic gradient; odd sizes, so that whole
 * vectors and tails of rows and columns take part.
 */
final class ExperimentTile {
  static final int ROWS = 61;
  static final int COLUMNS = 11;

  /** Columns of the panel that the tile is multiplied with. */
  static final int OUTPUTS = 9;

  private static final int LAYER = COLUMNS * OUTPUTS;

  /** Columns of the tile's numbers in strips. */
  private static final int STRIPS = 35;

  /** The same for float32, which has longer strips. */
  private static final int SINGLE_STRIPS = 69;

  /** What {@link #addSums} adds. */
  private static final int SUMS = 7;

  /** How many of the first numbers are what training sums: gradients, losses and other sums. */
  static final int SUMMED = 2 * COLUMNS + 2 * SUMS;

  private static final int STRIP_ROWS = 10;
  private static final int SINGLE_STRIP_ROWS = 5;
  private static final int TRIANGLE = STRIPS * (STRIPS + 1) / 2;
  private static final int SINGLE_TRIANGLE = SINGLE_STRIPS * (SINGLE_STRIPS + 1) / 2;

  /**
   * The gradients in double and single precision, the losses and other sums of both, what products
   * of panels make of the tile in both, the triangles of its products, digits of its numbers and of
   * their squares, and hashes and bytes of numbers.
   */
  static final int PARTS = SUMMED + 4 * LAYER + TRIANGLE + SINGLE_TRIANGLE + 2 * Digits.BINS + 1;

  /** {@code third} of {@link Kernels#addDigits} for numbers up to 2: the third bin counts 2^-64. */
  private static final int THIRD = 1011;

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
    addSums(kernels, scores, part, 2 * COLUMNS);
    kernels.transposedMultiply(panel, scores, gradient);

    float[] singleScores = new float[ROWS];
    float[] singleGradient = new float[COLUMNS];
    kernels.multiply(single, singles(parameters), singleScores);
    kernels.widen(singleScores, 0, scores, 0, ROWS);
    addSums(kernels, scores, part, 2 * COLUMNS + SUMS);
    kernels.narrow(scores, 0, singleScores, 0, ROWS);
    kernels.transposedMultiply(single, singleScores, singleGradient);
    addLayers(kernels, part);
    addTriangles(kernels, part);
    addDigits(kernels, part);
    addHashes(kernels, part);
    for (int j = 0; j < COLUMNS; j++) {
      part[j] = gradient[j];
      part[COLUMNS + j] = singleGradient[j];
    }
    return part;
  }

  /** With X the tile and W its first rows: H = X W, and X^T H and (H W^T)^T H into {@code part}. */
  private void addLayers(Kernels kernels, double[] part) {
    DoublePanel w = new DoublePanel(panel.values(), 0, ROWS, COLUMNS, OUTPUTS);
    double[] layers = new double[2 * LAYER];
    DoublePanel h = new DoublePanel(new double[ROWS * OUTPUTS], 0, ROWS, ROWS, OUTPUTS);
    DoublePanel back = new DoublePanel(new double[ROWS * COLUMNS], 0, ROWS, ROWS, COLUMNS);
    kernels.multiply(panel, w, h);
    kernels.multiplyTransposed(h, w, back);
    kernels.transposedMultiply(panel, h, new DoublePanel(layers, 0, COLUMNS, COLUMNS, OUTPUTS));
    kernels.transposedMultiply(back, h, new DoublePanel(layers, LAYER, COLUMNS, COLUMNS, OUTPUTS));
    System.arraycopy(layers, 0, part, SUMMED, layers.length);

    SinglePanel wSingle = new SinglePanel(single.values(), 0, ROWS, COLUMNS, OUTPUTS);
    float[] singles = new float[2 * LAYER];
    SinglePanel hSingle = new SinglePanel(new float[ROWS * OUTPUTS], 0, ROWS, ROWS, OUTPUTS);
    SinglePanel backSingle = new SinglePanel(new float[ROWS * COLUMNS], 0, ROWS, ROWS, COLUMNS);
    kernels.multiply(single, wSingle, hSingle);
    kernels.multiplyTransposed(hSingle, wSingle, backSingle);
    kernels.transposedMultiply(
        single, hSingle, new SinglePanel(singles, 0, COLUMNS, COLUMNS, OUTPUTS));
    kernels.transposedMultiply(
        backSingle, hSingle, new SinglePanel(singles, LAYER, COLUMNS, COLUMNS, OUTPUTS));
    for (int i = 0; i < singles.length; i++) {
      part[SUMMED + layers.length + i] = singles[i];
    }
  }

  private void addTriangles(Kernels kernels, double[] part) {
    int at = SUMMED + 4 * LAYER;
    double[] triangle = KernelCheck.triangle(kernels, panel.values(), STRIPS, STRIP_ROWS);
    System.arraycopy(triangle, 0, part, at, TRIANGLE);
    float[] singles =
        KernelCheck.triangle(kernels, single.values(), SINGLE_STRIPS, SINGLE_STRIP_ROWS);
    kernels.widen(singles, 0, part, at + TRIANGLE, SINGLE_TRIANGLE);
  }

  private void addDigits(Kernels kernels, double[] part) {
    double[] numbers = panel.values();
    double[] squares = new double[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      squares[i] = single.values()[i];
    }
    kernels.squares(squares, 0, squares, squares.length);
    for (double[] each : new double[][] {numbers, squares}) {
      long[] digits = new long[Digits.BINS];
      kernels.addDigits(each, 0, each.length, THIRD, digits);
      int at = PARTS - 1 - (each == numbers ? 1 : 2) * Digits.BINS;
      for (int k = 0; k < Digits.BINS; k++) {
        part[at + k] = digits[k];
      }
    }
  }

  private void addHashes(Kernels kernels, double[] part) {
    long[] hashes = new long[ROWS];
    kernels.addHashes(ROWS, panel.values(), ROWS, hashes);
    kernels.addRowHashes(panel.values(), 0, COLUMNS, ROWS, hashes);
    for (long hash : hashes) {
      part[PARTS - 1] += (int) hash;
    }
    double[] scales = new double[COLUMNS];
    Arrays.setAll(scales, j -> j * 0.7);
    RowScaling scaling = new RowScaling(new double[COLUMNS], scales);
    byte[] bytes = new byte[Float.BYTES * COLUMNS + RowScaling.BEHIND];
    for (int i = 0; i < ROWS; i++) {
      int written = kernels.scale(panel.values(), i * COLUMNS, scaling, bytes, 0) ? COLUMNS : 0;
      for (int k = 0; k < Float.BYTES * written; k++) {
        part[PARTS - 1] += (k + 1) * bytes[k];
      }
    }
  }

  /** {@code scores} become residuals; each sum is a part, or the bits of one drown in another. */
  private void addSums(Kernels kernels, double[] scores, double[] part, int at) {
    double[] exponentials = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      exponentials[i] = -Math.abs(scores[i]);
    }
    kernels.exponentials(exponentials, ROWS);
    double[] losses = new double[ROWS];
    double[] others = scores.clone();
    float[] single = singles(scores);
    LogisticSum room = new LogisticSum();
    part[at + 1] = kernels.sum(single, 0, ROWS);
    part[at + 2] = kernels.sumLogistic(others, 0, labels, 0, ROWS, room);
    part[at + 3] = kernels.sumLogistic(single, 0, singles(labels), 0, ROWS, room);
    kernels.logistic(scores, 0, labels, 0, losses, ROWS);
    for (int i = 0; i < ROWS; i++) {
      part[at] += losses[i];
      part[at + 4] += exponentials[i];
      part[at + 5] += others[i];
      part[at + 6] += single[i];
    }
  }

  private static float[] singles(double[] numbers) {
    float[] singles = new float[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      singles[i] = (float) numbers[i];
    }
    return singles;
  }
}
