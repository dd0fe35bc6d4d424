package dev.descent.optimize;

/**
 * Descent with momentum: v = momentum v + g, direction = v.
 *
 * <p>Along a gradient that does not change the steps grow to 1 / (1 - momentum) times those of
 * plain descent at the same rate.
 *
 * <p>Source: Polyak, Some methods of speeding up the convergence of iteration methods, USSR
 * Computational Mathematics and Mathematical Physics 4(5), 1964.
 *
 * @param momentum in [0, 1); 0 is plain descent
 */
public record Momentum(double momentum) implements Optimizer {

  public Momentum {
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
      double v = momentum * velocity[j] + gradient[j];
      velocity[j] = v;
      gradient[j] = v;
    }
  }
}
