package dev.descent.math;

import dev.ludovic.netlib.blas.BLAS;

/** The two products by gemv of a BLAS: what {@link Kernels} would be without its own order. */
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
}
