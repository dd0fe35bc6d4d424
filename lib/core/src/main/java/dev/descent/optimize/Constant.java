package dev.descent.optimize;

/** The same rate at every step. */
public record Constant(double initial) implements Schedule {

  public Constant {
    Bounds.positive("rate.initial", initial);
  }

  @Override
  public double rate(int step) {
    return initial;
  }
}
