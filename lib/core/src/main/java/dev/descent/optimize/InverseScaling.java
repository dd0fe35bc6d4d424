package dev.descent.optimize;

/** initial / (step + 1)^power. */
public record InverseScaling(double initial, double power) implements Schedule {

  public InverseScaling {
    if (!(initial > 0) || Double.isInfinite(initial) || !(power >= 0) || Double.isInfinite(power)) {
      throw new IllegalArgumentException(
          "inverse scaling needs a finite initial > 0 and power >= 0, but was "
              + initial
              + ", "
              + power);
    }
  }

  @Override
  public double rate(int step) {
    return initial / StrictMath.pow(step + 1.0, power);
  }
}
