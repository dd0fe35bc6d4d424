package dev.descent.optimize;

/**
 * Nesterov's momentum in the form that takes the gradient at the parameters: v = momentum v + g,
 * direction = g + momentum v.
 *
 * <p>These are the steps of Nesterov's method as seen from the points at which it takes its
 * gradients. It has no place for a prox: {@link Fista} is the form for a lasso part.
 *
 * <p>Source: Sutskever, Martens, Dahl and Hinton, On the importance of initialization and momentum
 * in deep learning, ICML 2013, equations 3 and 4, written for the point ahead as the parameters.
 *
 * @param momentum in [0, 1); 0 is plain descent
 */
public record Nesterov(double momentum) implements Optimizer {

  public Nesterov {
    Bounds.share("optimizer.momentum", momentum);
  }

  @Override
  public OptimizerState init(int p) {
    return new OptimizerState(0, new double[1][p]);
  }

  @Override
  public void turn(OptimizerState state, double[] gradient, int from, int to) {
    double[] velocity = state.slots()[0];
    for (int j = from; j < to; j++) {
      double g = gradient[j];
      double v = momentum * velocity[j] + g;
      velocity[j] = v;
      gradient[j] = g + momentum * v;
    }
  }
}
