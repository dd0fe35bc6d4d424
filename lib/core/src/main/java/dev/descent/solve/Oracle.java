package dev.descent.solve;

import dev.descent.objective.MiniBatch;
import dev.descent.objective.Objective;
import dev.descent.objective.Risk;

/** The objective over training rows; asking it for all of them is a pass. */
record Oracle(Risk risk, Objective objective) {

  /** The objective over all rows at {@code parameters} [p]. */
  Point at(double[] parameters) {
    return at(parameters, risk.all());
  }

  /** The objective over the rows of {@code batch} at {@code parameters} [p]. */
  Point at(double[] parameters, MiniBatch batch) {
    return new Point(parameters, objective.evaluate(risk.at(parameters, batch), parameters));
  }
}
