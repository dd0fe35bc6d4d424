package dev.descent.solve;

import dev.descent.objective.Objective.Evaluation;

/** Parameters [p] and the objective over some rows there. */
record Point(double[] parameters, Evaluation evaluation) {

  /** Loss plus penalty. */
  double value() {
    return evaluation.value();
  }

  /** The gradient of loss and ridge part [p]. */
  double[] gradient() {
    return evaluation.gradient();
  }
}
