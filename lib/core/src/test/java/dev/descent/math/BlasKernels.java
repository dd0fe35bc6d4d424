package dev.descent.math;

import dev.ludovic.netlib.blas.BLAS;
import java.util.List;

/**
 * The products by gemv and gemm of a BLAS: what {@link Kernels} would be without its own order. A
 * BLAS has no functions; they are the scalar ones.
 */
record BlasKernels(BLAS blas) implements Kernels {

  @Override
  public String name() {
    return blas.getClass().getSimpleName();
  }

  @Override
  public void multiply(SinglePanel a, float[] x, float[] y) {
    blas.sgemv(
        "N", a.rows(), a.columns(), 1, a.values(), a.offset(), a.stride(), x, 0, 1, 1, y, 0, 1);
  }

  @Override
  public void transposedMultiply(SinglePanel a, float[] r, float[] g) {
    blas.sgemv(
        "T", a.rows(), a.columns(), 1, a.values(), a.offset(), a.stride(), r, 0, 1, 0, g, 0, 1);
  }

  @Override
  public void multiply(DoublePanel a, double[] x, double[] y) {
    blas.dgemv(
        "N", a.rows(), a.columns(), 1, a.values(), a.offset(), a.stride(), x, 0, 1, 1, y, 0, 1);
  }

  @Override
  public void transposedMultiply(DoublePanel a, double[] r, double[] g) {
    blas.dgemv(
        "T", a.rows(), a.columns(), 1, a.values(), a.offset(), a.stride(), r, 0, 1, 0, g, 0, 1);
  }

  @Override
  public void exponentials(double[] values, int count) {
    new ScalarKernels().exponentials(values, count);
  }

  @Override
  public void logistic(
      double[] scores, int score, double[] labels, int label, double[] losses, int count) {
    new ScalarKernels().logistic(scores, score, labels, label, losses, count);
  }

  @Override
  public boolean addDigits(double[] values, int from, int to, int third, long[] digits) {
    return new ScalarKernels().addDigits(values, from, to, third, digits);
  }

  @Override
  public void widen(float[] from, int at, double[] into, int to, int count) {
    new ScalarKernels().widen(from, at, into, to, count);
  }

  @Override
  public void narrow(double[] from, int at, float[] into, int to, int count) {
    new ScalarKernels().narrow(from, at, into, to, count);
  }

  @Override
  public boolean squares(double[] values, int from, double[] squares, int count) {
    return new ScalarKernels().squares(values, from, squares, count);
  }

  @Override
  public void addHashes(long hash, double[] next, int count, long[] sums) {
    new ScalarKernels().addHashes(hash, next, count, sums);
  }

  @Override
  public void addRowHashes(double[] rows, int from, int size, int count, long[] sums) {
    new ScalarKernels().addRowHashes(rows, from, size, count, sums);
  }

  @Override
  public boolean scale(double[] row, int from, RowScaling scaling, byte[] into, int at) {
    return new ScalarKernels().scale(row, from, scaling, into, at);
  }

  @Override
  public double sumLogistic(
      double[] scores, int score, double[] labels, int label, int count, LogisticSum sum) {
    return new ScalarKernels().sumLogistic(scores, score, labels, label, count, sum);
  }

  @Override
  public double sumLogistic(
      float[] scores, int score, float[] labels, int label, int count, LogisticSum sum) {
    return new ScalarKernels().sumLogistic(scores, score, labels, label, count, sum);
  }

  @Override
  public double sum(float[] values, int from, int count) {
    return new ScalarKernels().sum(values, from, count);
  }

  @Override
  public void multiply(SinglePanel a, SinglePanel b, SinglePanel c) {
    sgemm("NN", a.columns(), 1, a, b, c);
  }

  @Override
  public void multiplyTransposed(SinglePanel a, SinglePanel b, SinglePanel c) {
    sgemm("NT", a.columns(), 1, a, b, c);
  }

  @Override
  public BlockSize singleBlocks() {
    return new ScalarKernels().singleBlocks();
  }

  @Override
  public void addSingleProducts(
      List<Strips<float[]>> a, List<Strips<float[]>> b, Triangle<float[]> c) {
    new ScalarKernels().addSingleProducts(a, b, c);
  }

  @Override
  public void transposedMultiply(SinglePanel a, SinglePanel b, SinglePanel c) {
    sgemm("TN", a.rows(), 0, a, b, c);
  }

  @Override
  public void multiply(DoublePanel a, DoublePanel b, DoublePanel c) {
    dgemm("NN", a.columns(), 1, a, b, c);
  }

  @Override
  public void multiplyTransposed(DoublePanel a, DoublePanel b, DoublePanel c) {
    dgemm("NT", a.columns(), 1, a, b, c);
  }

  @Override
  public BlockSize doubleBlocks() {
    return new ScalarKernels().doubleBlocks();
  }

  @Override
  public void addDoubleProducts(
      List<Strips<double[]>> a, List<Strips<double[]>> b, Triangle<double[]> c) {
    new ScalarKernels().addDoubleProducts(a, b, c);
  }

  @Override
  public void transposedMultiply(DoublePanel a, DoublePanel b, DoublePanel c) {
    dgemm("TN", a.rows(), 0, a, b, c);
  }

  private void sgemm(
      String transposed, int inner, float beta, SinglePanel a, SinglePanel b, SinglePanel c) {
    blas.sgemm(
        transposed.substring(0, 1),
        transposed.substring(1),
        c.rows(),
        c.columns(),
        inner,
        1,
        a.values(),
        a.offset(),
        a.stride(),
        b.values(),
        b.offset(),
        b.stride(),
        beta,
        c.values(),
        c.offset(),
        c.stride());
  }

  private void dgemm(
      String transposed, int inner, double beta, DoublePanel a, DoublePanel b, DoublePanel c) {
    blas.dgemm(
        transposed.substring(0, 1),
        transposed.substring(1),
        c.rows(),
        c.columns(),
        inner,
        1,
        a.values(),
        a.offset(),
        a.stride(),
        b.values(),
        b.offset(),
        b.stride(),
        beta,
        c.values(),
        c.offset(),
        c.stride());
  }
}
