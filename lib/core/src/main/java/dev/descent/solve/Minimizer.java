package dev.descent.solve;

/**
 * Finds where h.v + v^T K v / 2 + sum_j t_j |u_j + v_j| is least, for second derivatives K and
 * bounds t that it knows: how far scaled coefficients u are from their optimum.
 */
interface Minimizer {

  /**
   * The difference v [d] from {@code u} to the least; where a coefficient is to be 0, exactly -u_j.
   *
   * @param gradient h [d] at u
   */
  double[] from(double[] u, double[] gradient);

  /**
   * How far the gradient h [d] at {@code u} is from what it is at the optimum, the largest
   * difference of all columns that vary.
   */
  double violation(double[] u, double[] gradient);

  /** The columns of the linear system that was solved last. */
  Rank rank();
}
