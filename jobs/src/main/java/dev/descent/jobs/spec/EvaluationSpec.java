package dev.descent.jobs.spec;

import java.util.OptionalDouble;

/**
 * The section {@code evaluation}; curves are exact.
 *
 * @param threshold the probability in [0, 1] from which a row counts as positive; present exactly
 *     for logistic models
 */
public record EvaluationSpec(OptionalDouble threshold) {
  public EvaluationSpec {
    threshold.ifPresent(value -> Bound.UNIT.require("evaluation.threshold", value));
  }
}
