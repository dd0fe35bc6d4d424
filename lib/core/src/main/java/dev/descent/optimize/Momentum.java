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
  public Direction direction(OptimizerState state, double[] gradient) {
    double[] before = state.slots()[0];
    double[] velocity = new double[gradient.length];
    for (int j = 0; j < velocity.length; j++) {
      velocity[j] = momentum * before[j] + gradient[j];
    }
    return new Direction(velocity.clone(), state.next(velocity));
  }
}
