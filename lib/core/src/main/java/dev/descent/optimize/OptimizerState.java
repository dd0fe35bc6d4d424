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

  /** The state one direction later, with the same slots. */
  public OptimizerState next() {
    return new OptimizerState(step + 1, slots);
  }

  /** The same in arrays of its own. */
  public OptimizerState copy() {
    double[][] own = new double[slots.length][];
    for (int k = 0; k < own.length; k++) {
      own[k] = slots[k].clone();
    }
    return new OptimizerState(step, own);
  }
}
