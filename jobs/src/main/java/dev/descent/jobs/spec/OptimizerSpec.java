package dev.descent.jobs.spec;

import java.util.OptionalDouble;

/** The section {@code training.optimizer}: from gradients to the direction of a step. */
public sealed interface OptimizerSpec {

  /** The direction is the gradient. */
  record Sgd() implements OptimizerSpec {}

  /**
   * A sum of the past gradients that fades.
   *
   * @param momentum what is left of it after a step, in [0, 1)
   */
  record Momentum(double momentum) implements OptimizerSpec {
    public Momentum {
      Bound.SHARE.require("optimizer.momentum", momentum);
    }
  }

  /**
   * Momentum with the gradient at the point that it leads to.
   *
   * @param momentum in [0, 1); empty where the penalty has a lasso part: that is FISTA, which sets
   *     its own
   */
  record Nesterov(OptionalDouble momentum) implements OptimizerSpec {
    public Nesterov {
      momentum.ifPresent(value -> Bound.SHARE.require("optimizer.momentum", value));
    }
  }

  /**
   * A rate for each parameter that falls with the sum of its squared gradients.
   *
   * @param epsilon added to the root of the sum, above 0
   */
  record AdaGrad(double epsilon) implements OptimizerSpec {
    public AdaGrad {
      Bound.POSITIVE.require("optimizer.epsilon", epsilon);
    }
  }

  /**
   * A rate for each parameter by a moving average of its squared gradients.
   *
   * @param decay of the average, in [0, 1)
   * @param epsilon added to its root, above 0
   */
  record RmsProp(double decay, double epsilon) implements OptimizerSpec {
    public RmsProp {
      Bound.SHARE.require("optimizer.decay", decay);
      Bound.POSITIVE.require("optimizer.epsilon", epsilon);
    }
  }

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
