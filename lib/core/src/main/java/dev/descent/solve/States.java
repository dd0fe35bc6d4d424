package dev.descent.solve;

import java.util.Iterator;
import java.util.Optional;

/** The states that a solver passes through; it may come to an end by itself. */
public interface States extends Iterator<TrainingState> {

  /** Why there is no next state; empty while there is one. */
  Optional<StopReason> ended();

  @Override
  default boolean hasNext() {
    return ended().isEmpty();
  }
}
