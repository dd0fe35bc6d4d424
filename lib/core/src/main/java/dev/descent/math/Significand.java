package dev.descent.math;

/** The parts of a double's bits: |value| = significand * 2^(exponent - 52). */
final class Significand {
  /** What makes a subnormal value normal, without rounding. */
  static final double LIFT = 0x1p64;

  static final int LIFT_EXPONENT = 64;

  static final long FRACTION = 0x000FFFFFFFFFFFFFL;
  static final int FRACTION_BITS = 52;
  static final long LEADING = 0x0010000000000000L;

  /** The exponent of infinities and NaN as it is in their bits. */
  static final int MOST_FIELD = 0x7FF;

  /** What is added to an exponent in the bits. */
  static final int BIAS = 1023;

  private Significand() {}

  /** Whether the bits are those of 0, a subnormal value, NaN or an infinity. */
  static boolean isUnusual(long bits) {
    return (((bits >>> FRACTION_BITS) + 1) & MOST_FIELD) <= 1;
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
    return field(bits) - BIAS;
  }

  /** The same as it is in the bits, from 0 to {@link #MOST_FIELD}. */
  static int field(long bits) {
    return (int) (bits >>> FRACTION_BITS) & MOST_FIELD;
  }

  /** A normal value over 2^exponent: its sign and a magnitude in [1, 2). */
  static double unit(long bits) {
    return Double.longBitsToDouble((bits & ~0x7FF0000000000000L) | 0x3FF0000000000000L);
  }
}
