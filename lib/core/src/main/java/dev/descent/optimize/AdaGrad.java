package dev.descent.optimize;

/**
 * AdaGrad: s = s + g^2, direction = g / (sqrt(s) + epsilon).
 *
 * <p>Source: Duchi, Hazan and Singer, Adaptive Subgradient Methods for Online Learning and
 * Stochastic Optimization, JMLR 12, 2011, figure 1 with a diagonal matrix.
 *
 * @param epsilon finite and > 0
 */
public record AdaGrad(double epsilon) implements Optimizer {

  public AdaGrad {
    Bounds.positive("optimizer.epsilon", epsilon);
  }

  @Override
  public OptimizerState init(int p) {
    return new OptimizerState(0, new double[1][p]);
  }

  @Override
  public void turn(OptimizerState state, double[] gradient, int from, int to) {
    new SquaredGradients(1, 1, epsilon).turn(state, gradient, from, to);
  }
}
