package dev.descent.optimize;

/**
 * RMSProp: s = decay s + (1 - decay) g^2, direction = g / (sqrt(s) + epsilon).
 *
 * <p>Its steps are about as long as the rate however small the gradient is, until epsilon counts: a
 * rate that falls is what lets it end at an optimum.
 *
 * <p>Source: Tieleman and Hinton, Neural Networks for Machine Learning, lecture 6.5, Coursera 2012.
 *
 * @param decay in [0, 1)
 * @param epsilon finite and > 0
 */
public record RmsProp(double decay, double epsilon) implements Optimizer {

  public RmsProp {
    Bounds.share("optimizer.decay", decay);
    Bounds.positive("optimizer.epsilon", epsilon);
  }

  @Override
  public OptimizerState init(int p) {
    return new OptimizerState(0, new double[1][p]);
  }

  @Override
  public void turn(OptimizerState state, double[] gradient, int from, int to) {
    new SquaredGradients(decay, 1 - decay, epsilon).turn(state, gradient, from, to);
  }
}
