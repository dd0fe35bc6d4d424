package dev.descent.math;

import java.util.List;

/** The kernels as plain loops: the definition of the bits, and what a JVM without vectors runs. */
final class ScalarKernels implements Kernels {

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public void multiply(SinglePanel a, float[] x, float[] y) {
    float[] v = a.values();
    int j = 0;
    for (; j + 4 <= a.columns(); j += 4) {
      int c0 = a.offset() + j * a.stride();
      int c1 = c0 + a.stride();
      int c2 = c1 + a.stride();
      int c3 = c2 + a.stride();
      for (int i = 0; i < a.rows(); i++) {
        float low = Math.fma(v[c2 + i], x[j + 2], Math.fma(v[c3 + i], x[j + 3], y[i]));
        y[i] = Math.fma(v[c0 + i], x[j], Math.fma(v[c1 + i], x[j + 1], low));
      }
    }
    for (; j < a.columns(); j++) {
      int column = a.offset() + j * a.stride();
      for (int i = 0; i < a.rows(); i++) {
        y[i] = Math.fma(v[column + i], x[j], y[i]);
      }
    }
  }

  @Override
  public void transposedMultiply(SinglePanel a, float[] r, float[] g) {
    float[] lanes = new float[Lanes.SINGLE];
    for (int j = 0; j < a.columns(); j++) {
      g[j] = Lanes.dotTail(a, j, r, lanes, 0);
    }
  }

  @Override
  public void multiply(DoublePanel a, double[] x, double[] y) {
    double[] v = a.values();
    int j = 0;
    for (; j + 4 <= a.columns(); j += 4) {
      int c0 = a.offset() + j * a.stride();
      int c1 = c0 + a.stride();
      int c2 = c1 + a.stride();
      int c3 = c2 + a.stride();
      for (int i = 0; i < a.rows(); i++) {
        double low = Math.fma(v[c2 + i], x[j + 2], Math.fma(v[c3 + i], x[j + 3], y[i]));
        y[i] = Math.fma(v[c0 + i], x[j], Math.fma(v[c1 + i], x[j + 1], low));
      }
    }
    for (; j < a.columns(); j++) {
      int column = a.offset() + j * a.stride();
      for (int i = 0; i < a.rows(); i++) {
        y[i] = Math.fma(v[column + i], x[j], y[i]);
      }
    }
  }

  @Override
  public void transposedMultiply(DoublePanel a, double[] r, double[] g) {
    double[] lanes = new double[Lanes.DOUBLE];
    for (int j = 0; j < a.columns(); j++) {
      g[j] = Lanes.dotTail(a, j, r, lanes, 0);
    }
  }

  @Override
  public void exponentials(double[] values, int count) {
    for (int i = 0; i < count; i++) {
      values[i] = StableMath.exp(values[i]);
    }
  }

  @Override
  public void logistic(
      double[] scores, int score, double[] labels, int label, double[] losses, int count) {
    for (int i = 0; i < count; i++) {
      double e = StableMath.exp(-Math.abs(scores[score + i]));
      logistic(scores, score + i, labels[label + i], e, losses, i);
    }
  }

  /** Of one row of label {@code y} and exponential {@code e}: its loss goes to place {@code i}. */
  static void logistic(double[] scores, int score, double y, double e, double[] losses, int i) {
    double f = scores[score];
    losses[i] = Math.max(f, 0) - y * f + StableMath.log1pOfUnit(e);
    scores[score] = StableMath.oneUnlessNegative(f, e) / (1 + e) - y;
  }

  @Override
  public double sumLogistic(
      double[] scores, int score, double[] labels, int label, int count, LogisticSum sum) {
    for (int from = 0; from < count; from += Lanes.LOGISTIC_ROWS) {
      for (int i = 0; i < Math.min(Lanes.LOGISTIC_ROWS, count - from); i++) {
        sum.exponentials()[i] = StableMath.exp(-Math.abs(scores[score + from + i]));
        sum.add(i, scores, score + from + i, labels[label + from + i]);
      }
      sum.addLog();
    }
    return sum.take();
  }

  @Override
  public double sumLogistic(
      float[] scores, int score, float[] labels, int label, int count, LogisticSum sum) {
    for (int from = 0; from < count; from += Lanes.LOGISTIC_ROWS) {
      for (int i = 0; i < Math.min(Lanes.LOGISTIC_ROWS, count - from); i++) {
        sum.singleExponentials()[i] = StableMath.decay(scores[score + from + i]);
        sum.add(i, scores, score + from + i, labels[label + from + i]);
      }
      sum.addLog();
    }
    return sum.take();
  }

  @Override
  public double sum(float[] values, int from, int count) {
    double[] lanes = new double[Lanes.DOUBLE];
    for (int i = 0; i < count; i++) {
      lanes[i & (Lanes.DOUBLE - 1)] += values[from + i];
    }
    return Lanes.folded(lanes);
  }

  @Override
  public void multiply(SinglePanel a, SinglePanel b, SinglePanel c) {
    ScalarProducts.multiply(a, b, c);
  }

  @Override
  public void multiplyTransposed(SinglePanel a, SinglePanel b, SinglePanel c) {
    ScalarProducts.multiplyTransposed(a, b, c);
  }

  @Override
  public BlockSize singleBlocks() {
    return ScalarProducts.SIZE;
  }

  @Override
  public void addSingleProducts(
      List<Strips<float[]>> a, List<Strips<float[]>> b, Triangle<float[]> c) {
    ScalarProducts.addSingleProducts(a, b, c);
  }

  @Override
  public void transposedMultiply(SinglePanel a, SinglePanel b, SinglePanel c) {
    ScalarProducts.transposedMultiply(a, b, c);
  }

  @Override
  public void multiply(DoublePanel a, DoublePanel b, DoublePanel c) {
    ScalarProducts.multiply(a, b, c);
  }

  @Override
  public void multiplyTransposed(DoublePanel a, DoublePanel b, DoublePanel c) {
    ScalarProducts.multiplyTransposed(a, b, c);
  }

  @Override
  public BlockSize doubleBlocks() {
    return ScalarProducts.SIZE;
  }

  @Override
  public void addDoubleProducts(
      List<Strips<double[]>> a, List<Strips<double[]>> b, Triangle<double[]> c) {
    ScalarProducts.addDoubleProducts(a, b, c);
  }

  @Override
  public void transposedMultiply(DoublePanel a, DoublePanel b, DoublePanel c) {
    ScalarProducts.transposedMultiply(a, b, c);
  }

  @Override
  public boolean addDigits(double[] values, int from, int to, int third, long[] digits) {
    return Digits.add(values, from, to, third, digits);
  }

  @Override
  public void widen(float[] from, int at, double[] into, int to, int count) {
    for (int i = 0; i < count; i++) {
      into[to + i] = from[at + i];
    }
  }

  @Override
  public void narrow(double[] from, int at, float[] into, int to, int count) {
    for (int i = 0; i < count; i++) {
      into[to + i] = (float) from[at + i];
    }
  }

  @Override
  public boolean squares(double[] values, int from, double[] squares, int count) {
    return Digits.squares(values, from, squares, 0, count);
  }

  @Override
  public void addHashes(long hash, double[] next, int count, long[] sums) {
    NumberHash.add(hash, next, 0, count, sums);
  }

  @Override
  public void addRowHashes(double[] rows, int from, int size, int count, long[] sums) {
    NumberHash.addRows(rows, from, size, 0, count, sums);
  }

  @Override
  public boolean scale(double[] row, int from, RowScaling scaling, byte[] into, int at) {
    return scaling.apply(row, from, into, at);
  }
}
