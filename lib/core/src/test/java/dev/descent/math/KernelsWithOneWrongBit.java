package dev.descent.math;

import java.util.List;

/** Kernels of which one product or function is off by the last bit of its first component. */
record KernelsWithOneWrongBit(Kernels right, Wrong wrong) implements Kernels {

  /** Which product is off. */
  enum Wrong {
    SINGLE_MULTIPLY,
    SINGLE_TRANSPOSED_MULTIPLY,
    SINGLE_MULTIPLY_PANELS,
    SINGLE_MULTIPLY_TRANSPOSED_PANELS,
    SINGLE_TRANSPOSED_MULTIPLY_PANELS,
    SINGLE_TRIANGLE,
    DOUBLE_MULTIPLY,
    DOUBLE_TRANSPOSED_MULTIPLY,
    DOUBLE_MULTIPLY_PANELS,
    DOUBLE_MULTIPLY_TRANSPOSED_PANELS,
    DOUBLE_TRANSPOSED_MULTIPLY_PANELS,
    DOUBLE_TRIANGLE,
    EXPONENTIALS,
    LOGISTIC_RESIDUALS,
    LOGISTIC_LOSSES,
    LOGISTIC_SUM,
    LOGISTIC_SUM_RESIDUALS,
    SINGLE_LOGISTIC_SUM,
    SINGLE_LOGISTIC_SUM_RESIDUALS,
    SUM,
    DIGITS,
    WIDEN,
    NARROW,
    SQUARES,
    HASHES,
    ROW_HASHES,
    SCALED_ROW,
    FINITE_ROW
  }

  @Override
  public String name() {
    return "wrong";
  }

  @Override
  public void multiply(SinglePanel a, float[] x, float[] y) {
    right.multiply(a, x, y);
    off(Wrong.SINGLE_MULTIPLY, y, 0);
  }

  @Override
  public void transposedMultiply(SinglePanel a, float[] r, float[] g) {
    right.transposedMultiply(a, r, g);
    off(Wrong.SINGLE_TRANSPOSED_MULTIPLY, g, 0);
  }

  @Override
  public void multiply(SinglePanel a, SinglePanel b, SinglePanel c) {
    right.multiply(a, b, c);
    off(Wrong.SINGLE_MULTIPLY_PANELS, c.values(), c.offset());
  }

  @Override
  public void multiplyTransposed(SinglePanel a, SinglePanel b, SinglePanel c) {
    right.multiplyTransposed(a, b, c);
    off(Wrong.SINGLE_MULTIPLY_TRANSPOSED_PANELS, c.values(), c.offset());
  }

  @Override
  public BlockSize singleBlocks() {
    return right.singleBlocks();
  }

  @Override
  public void addSingleProducts(
      List<Strips<float[]>> a, List<Strips<float[]>> b, Triangle<float[]> c) {
    right.addSingleProducts(a, b, c);
    off(Wrong.SINGLE_TRIANGLE, c.values(), 0);
  }

  @Override
  public void transposedMultiply(SinglePanel a, SinglePanel b, SinglePanel c) {
    right.transposedMultiply(a, b, c);
    off(Wrong.SINGLE_TRANSPOSED_MULTIPLY_PANELS, c.values(), c.offset());
  }

  @Override
  public void multiply(DoublePanel a, double[] x, double[] y) {
    right.multiply(a, x, y);
    off(Wrong.DOUBLE_MULTIPLY, y, 0);
  }

  @Override
  public void transposedMultiply(DoublePanel a, double[] r, double[] g) {
    right.transposedMultiply(a, r, g);
    off(Wrong.DOUBLE_TRANSPOSED_MULTIPLY, g, 0);
  }

  @Override
  public void multiply(DoublePanel a, DoublePanel b, DoublePanel c) {
    right.multiply(a, b, c);
    off(Wrong.DOUBLE_MULTIPLY_PANELS, c.values(), c.offset());
  }

  @Override
  public void multiplyTransposed(DoublePanel a, DoublePanel b, DoublePanel c) {
    right.multiplyTransposed(a, b, c);
    off(Wrong.DOUBLE_MULTIPLY_TRANSPOSED_PANELS, c.values(), c.offset());
  }

  @Override
  public BlockSize doubleBlocks() {
    return right.doubleBlocks();
  }

  @Override
  public void addDoubleProducts(
      List<Strips<double[]>> a, List<Strips<double[]>> b, Triangle<double[]> c) {
    right.addDoubleProducts(a, b, c);
    off(Wrong.DOUBLE_TRIANGLE, c.values(), 0);
  }

  @Override
  public void transposedMultiply(DoublePanel a, DoublePanel b, DoublePanel c) {
    right.transposedMultiply(a, b, c);
    off(Wrong.DOUBLE_TRANSPOSED_MULTIPLY_PANELS, c.values(), c.offset());
  }

  @Override
  public void exponentials(double[] values, int count) {
    right.exponentials(values, count);
    // Of every value, for a sum may drown one bit.
    for (int i = 0; i < count; i++) {
      off(Wrong.EXPONENTIALS, values, i);
    }
  }

  @Override
  public void logistic(
      double[] scores, int score, double[] labels, int label, double[] losses, int count) {
    right.logistic(scores, score, labels, label, losses, count);
    off(Wrong.LOGISTIC_RESIDUALS, scores, score);
    for (int i = 0; i < count; i++) {
      off(Wrong.LOGISTIC_LOSSES, losses, i);
    }
  }

  @Override
  public double sumLogistic(
      double[] scores, int score, double[] labels, int label, int count, LogisticSum room) {
    double sum = right.sumLogistic(scores, score, labels, label, count, room);
    off(Wrong.LOGISTIC_SUM_RESIDUALS, scores, score);
    return wrong == Wrong.LOGISTIC_SUM ? Math.nextUp(sum) : sum;
  }

  @Override
  public double sumLogistic(
      float[] scores, int score, float[] labels, int label, int count, LogisticSum room) {
    double sum = right.sumLogistic(scores, score, labels, label, count, room);
    off(Wrong.SINGLE_LOGISTIC_SUM_RESIDUALS, scores, score);
    return wrong == Wrong.SINGLE_LOGISTIC_SUM ? Math.nextUp(sum) : sum;
  }

  @Override
  public double sum(float[] values, int from, int count) {
    double sum = right.sum(values, from, count);
    return wrong == Wrong.SUM ? Math.nextUp(sum) : sum;
  }

  @Override
  public boolean addDigits(double[] values, int from, int to, int third, long[] digits) {
    boolean allUsual = right.addDigits(values, from, to, third, digits);
    if (wrong == Wrong.DIGITS) {
      digits[Digits.BINS - 1]++;
    }
    return allUsual;
  }

  @Override
  public void widen(float[] from, int at, double[] into, int to, int count) {
    right.widen(from, at, into, to, count);
    off(Wrong.WIDEN, into, to);
  }

  @Override
  public void narrow(double[] from, int at, float[] into, int to, int count) {
    right.narrow(from, at, into, to, count);
    off(Wrong.NARROW, into, to);
  }

  @Override
  public boolean squares(double[] values, int from, double[] squares, int count) {
    boolean exact = right.squares(values, from, squares, count);
    off(Wrong.SQUARES, squares, 0);
    return exact;
  }

  @Override
  public void addHashes(long hash, double[] next, int count, long[] sums) {
    right.addHashes(hash, next, count, sums);
    sums[0] ^= wrong == Wrong.HASHES ? 1 : 0;
  }

  @Override
  public void addRowHashes(double[] rows, int from, int size, int count, long[] sums) {
    right.addRowHashes(rows, from, size, count, sums);
    sums[0] ^= wrong == Wrong.ROW_HASHES ? 1 : 0;
  }

  @Override
  public boolean scale(double[] row, int from, RowScaling scaling, byte[] into, int at) {
    boolean finite = right.scale(row, from, scaling, into, at);
    into[at] ^= (byte) (wrong == Wrong.SCALED_ROW ? 1 : 0);
    return finite && wrong != Wrong.FINITE_ROW;
  }

  private void off(Wrong product, float[] values, int first) {
    if (product == wrong) {
      values[first] = Math.nextUp(values[first]);
    }
  }

  private void off(Wrong product, double[] values, int first) {
    if (product == wrong) {
      values[first] = Math.nextUp(values[first]);
    }
  }
}
