package dev.descent.solve;

import dev.descent.objective.Gram;
import dev.descent.penalty.Penalty;
import java.util.stream.IntStream;

/**
 * The second derivatives of loss and ridge part by scaled coefficients u_j = s_j w_j, with s such
 * that the diagonal is 1; the intercept is eliminated, since products are about the means.
 *
 * <p>A column that varies by no more than rounding of its mean is constant: it has scale 0, zeros
 * in the matrix and, whatever the penalty, coefficient 0.
 */
final class Curvature {
  /** A column of one number may differ from its mean, which is rounded, by some last bits. */
  private static final double CONSTANT = 0x1p-50;

  private final double[] scales;
  private final double[][] matrix;

  Curvature(Gram gram, Penalty penalty) {
    int d = gram.columns();
    double[] factors = penalty.factors();
    scales = new double[d];
    for (int j = 0; j < d; j++) {
      double variance = gram.product(j, j);
      double rounding = CONSTANT * gram.centre(j);
      double factor = factors.length == 0 ? 0 : factors[j];
      scales[j] =
          variance <= rounding * rounding
              ? 0
              : Math.sqrt(Math.fma(penalty.ridge() * factor, factor, variance));
    }
    matrix = new double[d][d];
    for (int j = 0; j < d; j++) {
      matrix[j][j] = varies(j) ? 1 : 0;
      for (int k = 0; k < j; k++) {
        matrix[j][k] = varies(j) && varies(k) ? gram.product(j, k) / scales[j] / scales[k] : 0;
        matrix[k][j] = matrix[j][k];
      }
    }
  }

  /** K [d x d]. */
  double[][] matrix() {
    return matrix;
  }

  /** d. */
  int columns() {
    return scales.length;
  }

  /** s_j, or 0 for a constant column. */
  double scale(int j) {
    return scales[j];
  }

  /** Whether column {@code j} is not constant. */
  boolean varies(int j) {
    return scales[j] != 0;
  }

  /**
   * The lasso part by scaled coefficients, t_j = lasso f_j / s_j [d]: it is sum_j t_j |u_j|, and 0
   * for a constant column.
   */
  double[] bounds(Penalty penalty) {
    double[] bounds = new double[scales.length];
    double[] factors = penalty.factors();
    for (int j = 0; j < Math.min(bounds.length, factors.length); j++) {
      bounds[j] = varies(j) ? penalty.lasso() * factors[j] / scales[j] : 0;
    }
    return bounds;
  }

  /** The columns that vary, in ascending order. */
  int[] varying() {
    return IntStream.range(0, scales.length).filter(this::varies).toArray();
  }

  /** u^T K u. */
  double form(double[] u) {
    double sum = 0;
    for (int j = 0; j < u.length; j++) {
      if (u[j] != 0) {
        sum = Math.fma(u[j], Vectors.dot(matrix[j], u), sum);
      }
    }
    return sum;
  }
}
