package dev.descent.optimize;

import java.io.Serializable;

/**
 * A direction from a gradient and what was remembered of earlier ones; pure, so that a state can be
 * stored and continued.
 */
public sealed interface Optimizer extends Serializable permits Sgd, Adam {

  /** The state before the first step, for p parameters. */
  OptimizerState init(int p);

  /** The direction for {@code gradient} [p], which is left as it is. */
  Direction direction(OptimizerState state, double[] gradient);
}
