package dev.descent.math;

/** The parts of a double's bits: |value| = significand * 2^(exponent - 52). */
final class Significand {
  /** What makes a subnormal value normal, without rounding. */
  static final double LIFT = 0x1p64;

  static final int LIFT_EXPONENT = 64;

  private static final long FRACTION = 0x000FFFFFFFFFFFFFL;
  private static final long LEADING = 0x0010000000000000L;

  private Significand() {}

  /** Whether the bits are those of 0, a subnormal value, NaN or an infinity. */
  static boolean isUnusual(long bits) {
    return (((bits >>> 52) + 1) & 0x7FF) <= 1;
  }

  /**
   * Whether an unusual value is subnormal, and so not zero.
   *
   * @throws ArithmeticException for NaN and infinities
   */
  static boolean isSubnormal(double value) {
    if (!Double.isFinite(value)) {
      throw new ArithmeticException("an exact sum takes finite values, but one was " + value);
    }
    return value != 0 && Math.abs(value) < Double.MIN_NORMAL;
  }

  /** The 53 bits of a normal value, of which the first is 1. */
  static long of(long bits) {
    return (bits & FRACTION) | LEADING;
  }

  /** The exponent of a normal value's first bit. */
  static int exponent(long bits) {
    return ((int) (bits >>> 52) & 0x7FF) - 1023;
  }

  /** A normal value over 2^exponent: its sign and a magnitude in [1, 2). */
  static double unit(long bits) {
    return Double.longBitsToDouble((bits & ~0x7FF0000000000000L) | 0x3FF0000000000000L);
  }
}
