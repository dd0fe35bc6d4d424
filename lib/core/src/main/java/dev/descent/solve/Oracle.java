package dev.descent.solve;

import dev.descent.objective.Objective;
import dev.descent.objective.Risk;

/** The objective over all rows; asking it is a pass over them. */
record Oracle(Risk risk, Objective objective) {

  /** The objective at {@code parameters} [p]. */
  Point at(double[] parameters) {
    return new Point(parameters, objective.evaluate(risk.at(parameters, risk.all()), parameters));
  }
}
