package dev.descent.jobs.spec;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The section {@code training.stop}; an absent rule never stops.
 *
 * @param tolerance relative change of the objective between epochs that ends training, above 0
 * @param patience epochs without a better metric that end training, at least 1
 * @param metric the metric of patience and of the best parameters
 * @param maxTime time that ends training, above 0
 */
public record StopSpec(
    OptionalDouble tolerance, OptionalInt patience, StopMetric metric, Optional<Duration> maxTime) {
  public StopSpec {
    tolerance.ifPresent(value -> Bound.POSITIVE.require("stop.tolerance", value));
    patience.ifPresent(value -> Bound.requireCount("stop.patience", value));
    if (maxTime.filter(time -> time.isZero() || time.isNegative()).isPresent()) {
      throw new IllegalArgumentException("stop.max-time must be > 0, but was " + maxTime.get());
    }
  }
}
