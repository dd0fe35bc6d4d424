package dev.descent.math;

/** Arithmetic of 64-bit numbers without a sign that Java 17 does not have. */
public final class Unsigned {
  private Unsigned() {}

  /**
   * floor(a b / 2^64), a and b without a sign; for a hash a and a count b, the equal range that the
   * hash falls in.
   */
  public static long multiplyHigh(long a, long b) {
    return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
  }
}
