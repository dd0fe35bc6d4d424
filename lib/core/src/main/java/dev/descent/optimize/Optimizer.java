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

  /** The direction for {@code gradient} [p], which is left as it is, as {@code state} is. */
  default Direction direction(OptimizerState state, double[] gradient) {
    OptimizerState next = state.copy();
    double[] direction = gradient.clone();
    turn(next, direction, 0, direction.length);
    return new Direction(direction, next.next());
  }

  /**
   * Replaces the numbers {@code from} (included) to {@code to} (excluded) of a gradient [p] by
   * those of the direction, and in the slots of {@code state} what is remembered of these
   * parameters by what is remembered next: a direction without another array.
   */
  void turn(OptimizerState state, double[] gradient, int from, int to);

  /** Whether {@link #after} looks at the step, whose arrays then must not be written over. */
  default boolean looksBack() {
    return false;
  }

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
