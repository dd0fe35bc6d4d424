package dev.descent.optimize;

import java.io.Serializable;

/**
 * A direction from a gradient and what was remembered of earlier ones; pure, so that a state can be
 * stored and continued.
 */
public sealed interface Optimizer extends Serializable
    permits Sgd, Momentum, Nesterov, AdaGrad, RmsProp, Adam, Fista {

  /** The state before the first step, for p parameters. */
  OptimizerState init(int p);

  /**
   * Where the next gradient is taken [p]: at {@code parameters} themselves, which are then returned
   * as they are, or ahead of them.
   */
  default double[] point(OptimizerState state, double[] parameters) {
    return parameters;
  }

  /** The direction for {@code gradient} [p], which is left as it is. */
  Direction direction(OptimizerState state, double[] gradient);

  /** What is remembered once the step has been taken, its prox included. */
  default OptimizerState after(OptimizerState state, Step step) {
    return state;
  }

  /**
   * A step that has been taken.
   *
   * @param from the parameters before it [p]
   * @param point where the gradient was taken [p]
   * @param to the parameters after it [p]
   */
  record Step(double[] from, double[] point, double[] to) {}
}
