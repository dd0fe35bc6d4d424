package dev.descent.jobs.spec;

/** What follows mini-batch descent. */
public enum Then {
  NOTHING,
  /**
   * L-BFGS, from where the descent ended: at most {@value SolverSpec#LBFGS_ITERATIONS} iterations.
   */
  L_BFGS
}
