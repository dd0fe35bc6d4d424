package dev.descent.jobs.spec;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The section {@code retrain.when}: when training again is due; whenever it is asked for if all are
 * absent.
 *
 * @param every the age above 0 of what was trained last from which on it is
 * @param newRows how many rows more than then make it due before that, at least 1
 * @param driftPsi the population stability index of a column, > 0, above which the drift since the
 *     champion was trained makes it due before that
 */
public record DueSpec(Optional<Duration> every, OptionalInt newRows, OptionalDouble driftPsi) {
  public DueSpec {
    if (every.filter(time -> time.isZero() || time.isNegative()).isPresent()) {
      throw new IllegalArgumentException("retrain.when.every must be > 0, but was " + every.get());
    }
    newRows.ifPresent(rows -> Bound.requireCount("retrain.when.or-new-rows", rows));
    driftPsi.ifPresent(psi -> Bound.POSITIVE.require("retrain.when.or-drift-psi", psi));
  }

  /** Whether all are absent. */
  public boolean isAlways() {
    return every.isEmpty() && newRows.isEmpty() && driftPsi.isEmpty();
  }
}
