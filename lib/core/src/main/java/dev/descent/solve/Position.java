package dev.descent.solve;

import dev.descent.optimize.OptimizerState;
import java.io.Serializable;

/**
 * Where descent stands between two steps.
 *
 * @param parameters [p]
 * @param optimizer what the optimizer remembers
 */
public record Position(double[] parameters, OptimizerState optimizer) implements Serializable {

  /** The same in arrays of its own. */
  Position copy() {
    return new Position(parameters.clone(), optimizer.copy());
  }
}
