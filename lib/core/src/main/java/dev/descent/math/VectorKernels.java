package dev.descent.math;

import java.util.List;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels on vectors.
 *
 * <p>Only lane-wise operations are used, never a reduction across lanes. Every accumulator has a
 * zero of its own and no vector leaves a method: sharing one, or passing one on, made the JDK 17
 * compiler box them (half the speed).
 */
final class VectorKernels implements Kernels {
  private static final VectorSpecies<Float> SINGLES = VectorWidth.SINGLES;
  private static final VectorSpecies<Double> DOUBLES = VectorWidth.DOUBLES;
  private static final int S = SINGLES.length();
  private static final int D = DOUBLES.length();

  @Override
  public boolean areFast() {
    return VectorWidth.fitsRegisters();
  }

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public void multiply(SinglePanel a, float[] x, float[] y) {
    float[] v = a.values();
    int whole = a.rows() - a.rows() % S;
    int j = 0;
    for (; j + 4 <= a.columns(); j += 4) {
      int c0 = a.offset() + j * a.stride();
      int c1 = c0 + a.stride();
      int c2 = c1 + a.stride();
      int c3 = c2 + a.stride();
      for (int i = 0; i < whole; i += S) {
        FloatVector sum = FloatVector.fromArray(SINGLES, y, i);
        sum =
            FloatVector.fromArray(SINGLES, v, c3 + i).lanewise(VectorOperators.FMA, x[j + 3], sum);
        sum =
            FloatVector.fromArray(SINGLES, v, c2 + i).lanewise(VectorOperators.FMA, x[j + 2], sum);
        sum =
            FloatVector.fromArray(SINGLES, v, c1 + i).lanewise(VectorOperators.FMA, x[j + 1], sum);
        sum = FloatVector.fromArray(SINGLES, v, c0 + i).lanewise(VectorOperators.FMA, x[j], sum);
        sum.intoArray(y, i);
      }
      for (int i = whole; i < a.rows(); i++) {
        float low = Math.fma(v[c2 + i], x[j + 2], Math.fma(v[c3 + i], x[j + 3], y[i]));
        y[i] = Math.fma(v[c0 + i], x[j], Math.fma(v[c1 + i], x[j + 1], low));
      }
    }
    for (; j < a.columns(); j++) {
      int column = a.offset() + j * a.stride();
      for (int i = 0; i < whole; i += S) {
        FloatVector sum = FloatVector.fromArray(SINGLES, y, i);
        FloatVector.fromArray(SINGLES, v, column + i)
            .lanewise(VectorOperators.FMA, x[j], sum)
            .intoArray(y, i);
      }
      for (int i = whole; i < a.rows(); i++) {
        y[i] = Math.fma(v[column + i], x[j], y[i]);
      }
    }
  }

  @Override
  public void transposedMultiply(SinglePanel a, float[] r, float[] g) {
    VectorDots.of(a, r, g);
  }

  @Override
  public void multiply(DoublePanel a, double[] x, double[] y) {
    double[] v = a.values();
    int whole = a.rows() - a.rows() % D;
    int j = 0;
    for (; j + 4 <= a.columns(); j += 4) {
      int c0 = a.offset() + j * a.stride();
      int c1 = c0 + a.stride();
      int c2 = c1 + a.stride();
      int c3 = c2 + a.stride();
      for (int i = 0; i < whole; i += D) {
        DoubleVector sum = DoubleVector.fromArray(DOUBLES, y, i);
        sum =
            DoubleVector.fromArray(DOUBLES, v, c3 + i).lanewise(VectorOperators.FMA, x[j + 3], sum);
        sum =
            DoubleVector.fromArray(DOUBLES, v, c2 + i).lanewise(VectorOperators.FMA, x[j + 2], sum);
        sum =
            DoubleVector.fromArray(DOUBLES, v, c1 + i).lanewise(VectorOperators.FMA, x[j + 1], sum);
        sum = DoubleVector.fromArray(DOUBLES, v, c0 + i).lanewise(VectorOperators.FMA, x[j], sum);
        sum.intoArray(y, i);
      }
      for (int i = whole; i < a.rows(); i++) {
        double low = Math.fma(v[c2 + i], x[j + 2], Math.fma(v[c3 + i], x[j + 3], y[i]));
        y[i] = Math.fma(v[c0 + i], x[j], Math.fma(v[c1 + i], x[j + 1], low));
      }
    }
    for (; j < a.columns(); j++) {
      int column = a.offset() + j * a.stride();
      for (int i = 0; i < whole; i += D) {
        DoubleVector sum = DoubleVector.fromArray(DOUBLES, y, i);
        DoubleVector.fromArray(DOUBLES, v, column + i)
            .lanewise(VectorOperators.FMA, x[j], sum)
            .intoArray(y, i);
      }
      for (int i = whole; i < a.rows(); i++) {
        y[i] = Math.fma(v[column + i], x[j], y[i]);
      }
    }
  }

  @Override
  public void transposedMultiply(DoublePanel a, double[] r, double[] g) {
    VectorDots.of(a, r, g);
  }

  @Override
  public void exponentials(double[] values, int count) {
    VectorFunctions.exponentials(values, count);
  }

  @Override
  public void logistic(
      double[] scores, int score, double[] labels, int label, double[] losses, int count) {
    VectorLogistic.logistic(scores, score, labels, label, losses, count);
  }

  @Override
  public double sumLogistic(
      double[] scores, int score, double[] labels, int label, int count, LogisticSum sum) {
    return VectorLogistic.sum(scores, score, labels, label, count, sum);
  }

  @Override
  public double sumLogistic(
      float[] scores, int score, float[] labels, int label, int count, LogisticSum sum) {
    return VectorLogistic.sum(scores, score, labels, label, count, sum);
  }

  @Override
  public double sum(float[] values, int from, int count) {
    return VectorFunctions.sum(values, from, count);
  }

  @Override
  public void multiply(SinglePanel a, SinglePanel b, SinglePanel c) {
    VectorProducts.multiply(a, b, c);
  }

  @Override
  public void multiplyTransposed(SinglePanel a, SinglePanel b, SinglePanel c) {
    VectorProducts.multiplyTransposed(a, b, c);
  }

  /**
   * On a processor with vectors of 512 bits a pass over tiles of 28 columns takes a sixth less by
   * it, on one with 256 bits passes over 28 and 100 columns take an eighth more.
   */
  @Override
  public boolean gainByReadingAhead() {
    return VectorWidth.ARE_WIDE;
  }

  @Override
  public BlockSize singleBlocks() {
    return VectorSingleBlock.SIZE;
  }

  @Override
  public void addSingleProducts(
      List<Strips<float[]>> a, List<Strips<float[]>> b, Triangle<float[]> c) {
    VectorProducts.addSingleProducts(a, b, c);
  }

  @Override
  public void transposedMultiply(SinglePanel a, SinglePanel b, SinglePanel c) {
    VectorProducts.transposedMultiply(a, b, c);
  }

  @Override
  public void multiply(DoublePanel a, DoublePanel b, DoublePanel c) {
    VectorProducts.multiply(a, b, c);
  }

  @Override
  public void multiplyTransposed(DoublePanel a, DoublePanel b, DoublePanel c) {
    VectorProducts.multiplyTransposed(a, b, c);
  }

  @Override
  public BlockSize doubleBlocks() {
    return VectorDoubleBlock.SIZE;
  }

  @Override
  public void addDoubleProducts(
      List<Strips<double[]>> a, List<Strips<double[]>> b, Triangle<double[]> c) {
    VectorProducts.addDoubleProducts(a, b, c);
  }

  @Override
  public void transposedMultiply(DoublePanel a, DoublePanel b, DoublePanel c) {
    VectorProducts.transposedMultiply(a, b, c);
  }

  @Override
  public boolean addDigits(double[] values, int from, int to, int third, long[] digits) {
    return VectorDigits.add(values, from, to, third, digits);
  }

  @Override
  public void widen(float[] from, int at, double[] into, int to, int count) {
    VectorFunctions.widen(from, at, into, to, count);
  }

  @Override
  public void narrow(double[] from, int at, float[] into, int to, int count) {
    VectorFunctions.narrow(from, at, into, to, count);
  }

  @Override
  public boolean squares(double[] values, int from, double[] squares, int count) {
    return VectorDigits.squares(values, from, squares, count);
  }

  @Override
  public void addHashes(long hash, double[] next, int count, long[] sums) {
    VectorHash.add(hash, next, count, sums);
  }

  @Override
  public void addRowHashes(double[] rows, int from, int size, int count, long[] sums) {
    VectorHash.addRows(rows, from, size, count, sums);
  }

  @Override
  public boolean scale(double[] row, int from, RowScaling scaling, byte[] into, int at) {
    return scaling.columns() < VectorRowScaling.FEWEST
        ? scaling.apply(row, from, into, at)
        : VectorRowScaling.apply(row, from, scaling, into, at);
  }
}
