package dev.descent.optimize;

/**
 * Accelerated proximal gradient descent: the gradient is taken at y = w + beta (w - w'), where w'
 * are the parameters one step before, and the step goes from y along the gradient and through the
 * prox.
 *
 * <p>With t = 1 at the first step and t+ = (1 + sqrt(1 + 4 t^2)) / 2 at the one after it, beta = (t
 * - 1) / t+. A step to w+ that goes against the slope, (y - w+) (w+ - w) > 0, forgets where it came
 * from and begins again with t = 1: so it needs no knowledge of the curvature, and where the
 * objective is strongly convex its error falls by a constant factor a step.
 *
 * <p>The rate has to stay at or below 1 / L, where L is the largest curvature of loss and ridge
 * part, and the gradient ought to be over all rows: that of a mini-batch makes it begin again and
 * again, which leaves plain proximal descent.
 *
 * <p>Sources: Beck and Teboulle, A Fast Iterative Shrinkage-Thresholding Algorithm for Linear
 * Inverse Problems, SIAM J. Imaging Sciences 2(1), 2009, section 4; O'Donoghue and Candes, Adaptive
 * Restart for Accelerated Gradient Schemes, Found. Comput. Math. 15, 2015, section 3.2, with the
 * gradient mapping in place of the gradient.
 */
public record Fista() implements Optimizer {

  /** Slots: w - w' [p], and beta and t of the next step. */
  @Override
  public OptimizerState init(int p) {
    return new OptimizerState(0, new double[][] {new double[p], {0, 1}});
  }

  @Override
  public double[] point(OptimizerState state, double[] parameters) {
    double beta = state.slots()[1][0];
    if (beta == 0) {
      return parameters;
    }
    double[] displacement = state.slots()[0];
    double[] point = new double[parameters.length];
    for (int j = 0; j < point.length; j++) {
      point[j] = parameters[j] + beta * displacement[j];
    }
    return point;
  }

  @Override
  public void turn(OptimizerState state, double[] gradient, int from, int to) {
    // The direction is the gradient.
  }

  @Override
  public boolean looksBack() {
    return true;
  }

  @Override
  public OptimizerState after(OptimizerState state, Step step) {
    double[] from = step.from();
    double[] point = step.point();
    double[] to = step.to();
    double[] displacement = new double[to.length];
    double against = 0;
    for (int j = 0; j < to.length; j++) {
      double moved = to[j] - from[j];
      displacement[j] = moved;
      against = Math.fma(point[j] - to[j], moved, against);
    }
    if (against > 0) {
      return new OptimizerState(state.step(), init(to.length).slots());
    }
    double t = state.slots()[1][1];
    double next = (1 + Math.sqrt(1 + 4 * t * t)) / 2;
    return new OptimizerState(state.step(), new double[][] {displacement, {(t - 1) / next, next}});
  }
}
