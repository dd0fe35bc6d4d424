package dev.descent.optimize;

/** Plain gradient descent: the direction is the gradient. */
public record Sgd() implements Optimizer {

  @Override
  public OptimizerState init(int p) {
    return new OptimizerState(0, new double[0][]);
  }

  @Override
  public void turn(OptimizerState state, double[] gradient, int from, int to) {
    // The direction is the gradient.
  }
}
