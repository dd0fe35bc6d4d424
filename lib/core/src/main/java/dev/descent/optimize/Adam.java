package dev.descent.optimize;

/**
 * Adam: m = beta1 m + (1 - beta1) g, v = beta2 v + (1 - beta2) g^2, direction = (m / (1 - beta1^t))
 * / (sqrt(v / (1 - beta2^t)) + epsilon).
 *
 * <p>Source: Kingma and Ba, Adam: A Method for Stochastic Optimization, ICLR 2015, algorithm 1.
 *
 * @param beta1 in [0, 1)
 * @param beta2 in [0, 1)
 * @param epsilon > 0
 */
public record Adam(double beta1, double beta2, double epsilon) implements Optimizer {

  public Adam {
    if (!(beta1 >= 0 && beta1 < 1) || !(beta2 >= 0 && beta2 < 1) || !(epsilon > 0)) {
      throw new IllegalArgumentException(
          "adam needs 0 <= beta1, beta2 < 1 and epsilon > 0, but was "
              + beta1
              + ", "
              + beta2
              + ", "
              + epsilon);
    }
  }

  @Override
  public OptimizerState init(int p) {
    return new OptimizerState(0, new double[2][p]);
  }

  @Override
  public void turn(OptimizerState state, double[] gradient, int from, int to) {
    int step = state.step() + 1;
    double[] mean = state.slots()[0];
    double[] square = state.slots()[1];
    double meanBias = 1 - StrictMath.pow(beta1, step);
    // Both corrections as factors of the divisor: a root and a division are all that an entry
    // costs.
    double root = meanBias / Math.sqrt(1 - StrictMath.pow(beta2, step));
    double least = meanBias * epsilon;
    for (int j = from; j < to; j++) {
      double g = gradient[j];
      double m = beta1 * mean[j] + (1 - beta1) * g;
      double s = beta2 * square[j] + (1 - beta2) * g * g;
      mean[j] = m;
      square[j] = s;
      gradient[j] = m / (Math.sqrt(s) * root + least);
    }
  }
}
