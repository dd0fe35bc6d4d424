package dev.descent.solve;

/**
 * Where a line search starts and where it looks.
 *
 * @param gradient what vanishes at the optimum, at the start [p]
 * @param direction [p]
 * @param slope the derivative of the objective along the direction
 */
record Departure(Point from, double[] gradient, double[] direction, double slope) {

  Departure(Point from, double[] gradient, double[] direction) {
    this(from, gradient, direction, Vectors.dot(gradient, direction));
  }
}
