package dev.descent.optimize;

/**
 * initial * decay^step, and never below the smallest normal number, so that it stays a rate.
 *
 * @param initial finite and > 0
 * @param decay in (0, 1]
 */
public record Exponential(double initial, double decay) implements Schedule {

  public Exponential {
    Bounds.positive("rate.initial", initial);
    Bounds.factor("rate.decay", decay);
  }

  @Override
  public double rate(int step) {
    return Math.max(initial * StrictMath.pow(decay, step), Double.MIN_NORMAL);
  }
}
