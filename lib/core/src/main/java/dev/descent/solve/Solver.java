package dev.descent.solve;

import dev.descent.objective.Objective;
import java.util.Iterator;

/** A way to minimize an objective, as the states that it passes through. */
public sealed interface Solver permits MiniBatchDescent {

  /** The state before the first step, with {@code parameters} [p]. */
  TrainingState start(double[] parameters);

  /**
   * The states from {@code from} on, one a step, and first {@code from} itself with its measure
   * when it is a start. The sequence ends by itself only when it has diverged; otherwise the caller
   * stops it.
   */
  Iterator<TrainingState> states(Risks risks, Objective objective, TrainingState from);
}
