package dev.descent.metric;

/** Numbers as JSON and CSV show them: whole ones without a fraction. */
final class Figures {
  private static final double LARGEST_WHOLE = 0x1p53;

  private Figures() {}

  static Number number(double value) {
    if (isWhole(value)) {
      return (long) value;
    }
    return value;
  }

  static String text(double value) {
    return isWhole(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private static boolean isWhole(double value) {
    return Math.abs(value) <= LARGEST_WHOLE && value == Math.rint(value);
  }
}
