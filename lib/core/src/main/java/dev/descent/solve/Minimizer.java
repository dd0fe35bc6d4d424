package dev.descent.solve;

/**
 * Finds where h.v + v^T K v / 2 + sum_j t_j |u_j + v_j| is least, for second derivatives K and
 * bounds t that it knows: how far scaled coefficients u are from their optimum.
 */
interface Minimizer {

  /**
   * The difference v [d] from {@code u} to the least; where a coefficient is to be 0, exactly -u_j.
   * It does not depend on {@code near}, but for rounding where columns depend on each other.
   *
   * @param gradient h [d] at u
   * @param near where to look first [d]
   */
  double[] from(double[] u, double[] gradient, double[] near);

  /**
   * How much less the objective is to be when {@code u}, where the gradient is h [d], moves by v
   * [d] to the least; at least what the column that violates the conditions of the optimum most
   * gives by itself.
   */
  double decrement(double[] u, double[] gradient, double[] v);

  /** How far the columns that vary are from depending on each other: 1 - R^2 of the nearest. */
  double smallestPivot();

  /** Which columns have coefficient 0 since they are constant or depend on others. */
  Rank rank();
}
