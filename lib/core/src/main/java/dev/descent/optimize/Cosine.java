package dev.descent.optimize;

/**
 * initial / 2 * (1 + cos(pi step / steps)): half a wave from {@code initial} at step 0 down towards
 * 0, which it would be at step {@code steps}, one after the last.
 *
 * <p>Written as initial * sin^2(pi / 2 * (steps - step) / steps), which does not cancel, so that
 * the last step of {@code steps} still has a rate > 0; steps beyond them keep that one.
 *
 * <p>Source: Loshchilov and Hutter, SGDR: Stochastic Gradient Descent with Warm Restarts, ICLR
 * 2017, equation 5 without a restart.
 *
 * @param initial finite and > 0
 * @param steps of the whole training, at least 1
 */
public record Cosine(double initial, int steps) implements Schedule {

  public Cosine {
    Bounds.positive("rate.initial", initial);
    Bounds.atLeastOne("rate.steps", steps);
  }

  @Override
  public double rate(int step) {
    double left = Math.max(steps - step, 1);
    double sine = StrictMath.sin(Math.PI / 2 * (left / steps));
    return Math.max(initial * (sine * sine), Double.MIN_NORMAL);
  }
}
