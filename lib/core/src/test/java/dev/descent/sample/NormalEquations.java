package dev.descent.sample;

import java.util.Arrays;

/**
 * (X^T X / n + strength diag(factors)) w = X^T y / n, with a column of ones for the intercept: the
 * solution of least squares with a ridge penalty.
 */
public final class NormalEquations {
  private NormalEquations() {}

  /** The solution w [d + 1], the intercept last, for factors [d + 1]. */
  public static double[] solution(Rows rows, double strength, double[] factors) {
    int p = factors.length;
    double[][] system = new double[p][p + 1];
    for (int i = 0; i < rows.count(); i++) {
      double[] x = Arrays.copyOf(rows.features()[i], p);
      x[p - 1] = 1;
      for (int j = 0; j < p; j++) {
        for (int k = 0; k < p; k++) {
          system[j][k] += x[j] * x[k] / rows.count();
        }
        system[j][p] += x[j] * rows.labels()[i] / rows.count();
      }
    }
    for (int j = 0; j < p; j++) {
      system[j][j] += strength * factors[j];
    }
    return solved(system);
  }

  /** Gauss and Jordan, without pivoting: the matrix is positive definite. */
  private static double[] solved(double[][] system) {
    int p = system.length;
    for (int j = 0; j < p; j++) {
      for (int i = 0; i < p; i++) {
        double factor = i == j ? 0 : system[i][j] / system[j][j];
        for (int k = j; k <= p; k++) {
          system[i][k] -= factor * system[j][k];
        }
      }
    }
    double[] solution = new double[p];
    for (int j = 0; j < p; j++) {
      solution[j] = system[j][p] / system[j][j];
    }
    return solution;
  }
}
