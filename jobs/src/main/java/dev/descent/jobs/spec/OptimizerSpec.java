package dev.descent.jobs.spec;

/** The section {@code training.optimizer}. */
public sealed interface OptimizerSpec {

  /** The direction is the gradient. */
  record Sgd() implements OptimizerSpec {}

  /**
   * Adam: moving averages of the gradient and of its square.
   *
   * @param beta1 decay of the first moment, in [0, 1)
   * @param beta2 decay of the second moment, in [0, 1)
   * @param epsilon added to the root of the second moment, above 0
   */
  record Adam(double beta1, double beta2, double epsilon) implements OptimizerSpec {
    public Adam {
      Bound.SHARE.require("optimizer.beta1", beta1);
      Bound.SHARE.require("optimizer.beta2", beta2);
      Bound.POSITIVE.require("optimizer.epsilon", epsilon);
    }
  }
}
