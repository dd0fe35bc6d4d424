package dev.descent.optimize;

import java.io.Serializable;

/**
 * What an optimizer remembers between steps.
 *
 * @param step how many directions it has given
 * @param slots vectors of the optimizer's own, [p] or a few numbers; data shards average them, so
 *     an average of two of its slots must be a slot again
 */
public record OptimizerState(int step, double[][] slots) implements Serializable {

  /** The state one direction later, with what is remembered then. */
  OptimizerState next(double[]... newSlots) {
    return new OptimizerState(step + 1, newSlots);
  }
}
