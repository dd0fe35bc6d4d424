package dev.descent.solve;

/**
 * Scaled coefficients z on the way to where the objective is least, and the gradient q = h + K (z -
 * u) of loss and ridge part there.
 *
 * <p>At the optimum q_j = -t_j sign(z_j) where z_j is not 0, and |q_j| is at most t_j where it is:
 * the conditions of Karush, Kuhn and Tucker.
 */
final class LassoPoint {
  /** Of the numbers that a gradient is the sum of: its rounding error, and some to spare. */
  private static final double ROUNDING = 0x1p-50;

  private final double[][] matrix;
  private final double[] bounds;
  private final double[] origin;
  private final double[] originGradient;
  private final double[] z;
  private final double[] q;
  private double tolerance;

  /**
   * At {@code near}.
   *
   * @param problem where the gradient is known
   */
  LassoPoint(LassoProblem problem, double[] near) {
    matrix = problem.curvature().matrix();
    bounds = problem.bounds();
    origin = problem.u();
    originGradient = problem.gradient();
    z = near.clone();
    q = new double[z.length];
    refresh();
  }

  /** Computes the gradient anew, without the rounding errors of the way. */
  void refresh() {
    System.arraycopy(originGradient, 0, q, 0, q.length);
    double size = 0;
    for (double g : originGradient) {
      size = Math.max(size, Math.abs(g));
    }
    for (int k = 0; k < z.length; k++) {
      double v = z[k] - origin[k];
      if (v != 0) {
        Vectors.add(q, v, matrix[k]);
        size += Math.abs(v);
      }
    }
    tolerance = ROUNDING * size;
  }

  /** z_j. */
  double coefficient(int j) {
    return z[j];
  }

  /** z - u. */
  double[] difference() {
    return Vectors.difference(z, origin);
  }

  /** Sets z_j; the gradient follows with {@link #refresh}. */
  void set(int j, double value) {
    z[j] = value;
  }

  /** The sign of z_j, or of where it goes from 0. */
  double sign(int j) {
    return z[j] == 0 ? -Math.signum(q[j]) : Math.signum(z[j]);
  }

  /** Whether z_j is in the lasso part: it may become 0 and stay there. */
  boolean isBounded(int j) {
    return bounds[j] > 0;
  }

  /** Whether z_j is not 0, or not in the lasso part. */
  boolean counts(int j) {
    return z[j] != 0 || !isBounded(j);
  }

  /** The derivative of the objective by z_j on the side of its sign. */
  double slope(int j) {
    return Math.fma(bounds[j], sign(j), q[j]);
  }

  /** By how much more than rounding |q_j| is above t_j. */
  double excess(int j) {
    return Math.abs(q[j]) - bounds[j] - tolerance;
  }

  /**
   * Minimizes the objective along each of {@code columns} in turn; says whether a coefficient has
   * become 0 or has left it.
   */
  boolean sweep(int[] columns) {
    boolean changed = false;
    for (int j : columns) {
      double before = z[j];
      if (before != 0 || excess(j) > 0) {
        double to = before - q[j];
        double left = Math.abs(to) - bounds[j];
        z[j] = left > 0 ? Math.copySign(left, to) : 0;
        changed |= z[j] == 0 != (before == 0);
        if (z[j] != before) {
          Vectors.add(q, z[j] - before, matrix[j]);
        }
      }
    }
    return changed;
  }
}
