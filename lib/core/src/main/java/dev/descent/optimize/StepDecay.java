package dev.descent.optimize;

/**
 * initial * factor^floor(step / every): the same rate for {@code every} steps, then lower; never
 * below the smallest normal number, so that it stays a rate.
 *
 * @param initial finite and > 0
 * @param every at least 1
 * @param factor in (0, 1]
 */
public record StepDecay(double initial, int every, double factor) implements Schedule {

  public StepDecay {
    Bounds.positive("rate.initial", initial);
    Bounds.atLeastOne("rate.every", every);
    Bounds.factor("rate.factor", factor);
  }

  @Override
  public double rate(int step) {
    return new Exponential(initial, factor).rate(step / every);
  }
}
