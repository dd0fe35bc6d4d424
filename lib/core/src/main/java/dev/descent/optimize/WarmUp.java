package dev.descent.optimize;

/**
 * {@code then}, times (step + 1) / steps in the first {@code steps} steps: a linear rise that
 * reaches it at the last of them.
 *
 * <p>Source: Goyal et al., Accurate, Large Minibatch SGD: Training ImageNet in 1 Hour, 2017,
 * section 2.2.
 *
 * @param steps at least 1
 * @param then the rates that it rises to; their own steps count from the start
 */
public record WarmUp(int steps, Schedule then) implements Schedule {

  public WarmUp {
    Bounds.atLeastOne("rate.warm-up", steps);
  }

  @Override
  public double rate(int step) {
    double rate = then.rate(step);
    return step < steps ? Math.max(rate * ((step + 1.0) / steps), Double.MIN_NORMAL) : rate;
  }
}
