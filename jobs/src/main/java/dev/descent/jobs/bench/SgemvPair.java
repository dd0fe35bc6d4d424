package dev.descent.jobs.bench;

import dev.descent.math.Kernels;
import dev.descent.math.SinglePanel;
import dev.ludovic.netlib.blas.BLAS;
import java.util.Arrays;

/** The two products with a tile that a gradient cannot do without, and nothing else. */
@FunctionalInterface
interface SgemvPair {

  /** y = A x, then x is overwritten by A^T y, with x [columns] and y [at least rows]. */
  void multiply(SinglePanel a, float[] x, float[] y);

  /** By Descent's kernels. */
  static SgemvPair ofDescent() {
    Kernels kernels = Kernels.ofThisMachine();
    return (a, x, y) -> {
      Arrays.fill(y, 0, a.rows(), 0);
      kernels.multiply(a, x, y);
      kernels.transposedMultiply(a, y, x);
    };
  }

  /** By a BLAS. */
  static SgemvPair of(BLAS blas) {
    return (a, x, y) -> {
      int n = a.rows();
      int d = a.columns();
      blas.sgemv("N", n, d, 1, a.values(), a.offset(), a.stride(), x, 0, 1, 0, y, 0, 1);
      blas.sgemv("T", n, d, 1, a.values(), a.offset(), a.stride(), y, 0, 1, 0, x, 0, 1);
    };
  }
}
