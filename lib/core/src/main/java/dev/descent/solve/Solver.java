package dev.descent.solve;

import dev.descent.objective.Objective;

/** A way to minimize an objective, as the states that it passes through. */
public sealed interface Solver permits MiniBatchDescent, LeastSquares {

  /** The state before the first step, with {@code parameters} [p]. */
  TrainingState start(double[] parameters);

  /**
   * The states from {@code from} on, one a step, and first {@code from} itself with its measure
   * when it is a start. Where the sequence does not end by itself the caller stops it.
   */
  States states(Risks risks, Objective objective, TrainingState from);
}
