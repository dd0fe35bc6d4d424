package dev.descent.optimize;

/**
 * A direction in which every parameter has its own scale: s = kept s + added g^2, direction = g /
 * (sqrt(s) + epsilon).
 */
record SquaredGradients(double kept, double added, double epsilon) {

  Direction direction(OptimizerState state, double[] gradient) {
    double[] before = state.slots()[0];
    double[] squares = new double[gradient.length];
    double[] direction = new double[gradient.length];
    for (int j = 0; j < squares.length; j++) {
      double g = gradient[j];
      double s = kept * before[j] + added * g * g;
      squares[j] = s;
      direction[j] = g / (Math.sqrt(s) + epsilon);
    }
    return new Direction(direction, state.next(squares));
  }
}
