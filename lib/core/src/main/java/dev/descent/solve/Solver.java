package dev.descent.solve;

import dev.descent.objective.Objective;

/** A way to minimize an objective, as the states that it passes through. */
public sealed interface Solver permits MiniBatchDescent, LeastSquares, Lbfgs {

  /** The state before the first step, with {@code parameters} [p]. */
  TrainingState start(double[] parameters);

  /**
   * The states from {@code from} on, one a step, and first {@code from} itself with its measure
   * when it is a start. The sequence of mini-batch descent ends by itself only when it has
   * diverged; otherwise the caller stops it. A solver that knows when it is done ends by itself and
   * says why: {@link States#ended}.
   */
  States states(Risks risks, Objective objective, TrainingState from);
}
