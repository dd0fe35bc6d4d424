package dev.descent.acceptance;

/** x, x^2, ..., each the one before times x. */
final class Powers {
  private Powers() {}

  static double[] of(double x, int degree) {
    double[] powers = new double[degree];
    double power = 1;
    for (int k = 0; k < degree; k++) {
      power *= x;
      powers[k] = power;
    }
    return powers;
  }
}
