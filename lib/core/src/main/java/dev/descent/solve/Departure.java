package dev.descent.solve;

/**
 * Where a line search starts and where it looks.
 *
 * @param gradient what vanishes at the optimum, at the start [p]
 * @param direction [p]
 */
record Departure(Point from, double[] gradient, double[] direction) {

  /** The derivative of the objective along the direction. */
  double slope() {
    return Vectors.dot(gradient, direction);
  }
}
