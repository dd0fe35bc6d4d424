package dev.descent.solve;

import java.util.Optional;

/** How descent gets from one state to the next. */
interface Stepping {

  /** Steps an epoch. */
  int stepsAnEpoch();

  /** How many steps the move from {@code step} takes: never beyond the end of an epoch. */
  int stepsFrom(int step);

  /** The position {@link #stepsFrom} steps on; empty if something on the way was not finite. */
  Optional<Position> next(TrainingState state);
}
