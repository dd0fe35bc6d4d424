package dev.descent.penalty;

import java.io.Serializable;

/** What is added to the mean loss to keep parameters small. */
public sealed interface Penalty extends Serializable permits None, Ridge {

  /** Strength times the penalty of {@code parameters} [p]. */
  double value(double[] parameters);

  /** Adds the gradient of the ridge part to {@code gradient} [p]. */
  void addRidgeGradient(double[] parameters, double[] gradient);
}
