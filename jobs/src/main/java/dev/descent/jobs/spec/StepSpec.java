package dev.descent.jobs.spec;

import java.util.OptionalDouble;

/**
 * How a step of mini-batch descent is taken.
 *
 * @param batchSize rows of a step
 * @param optimizer from gradient to direction
 * @param rate the length of a step
 * @param clipNorm a longer gradient is shortened to this norm, above 0 (mlp)
 */
public record StepSpec(
    BatchSize batchSize, OptimizerSpec optimizer, RateSpec rate, OptionalDouble clipNorm) {
  public StepSpec {
    clipNorm.ifPresent(value -> Bound.POSITIVE.require("training.clip-norm", value));
  }
}
