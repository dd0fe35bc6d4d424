package dev.descent.optimize;

/**
 * A direction in which every parameter has its own scale: s = kept s + added g^2, direction = g /
 * (sqrt(s) + epsilon).
 */
record SquaredGradients(double kept, double added, double epsilon) {

  void turn(OptimizerState state, double[] gradient, int from, int to) {
    double[] squares = state.slots()[0];
    for (int j = from; j < to; j++) {
      double g = gradient[j];
      double s = kept * squares[j] + added * g * g;
      squares[j] = s;
      gradient[j] = g / (Math.sqrt(s) + epsilon);
    }
  }
}
