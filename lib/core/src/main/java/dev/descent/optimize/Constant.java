package dev.descent.optimize;

/** The same rate at every step. */
public record Constant(double initial) implements Schedule {

  public Constant {
    if (!(initial > 0) || Double.isInfinite(initial)) {
      throw new IllegalArgumentException("rate.initial must be finite and > 0, but was " + initial);
    }
  }

  @Override
  public double rate(int step) {
    return initial;
  }
}
