package dev.descent.math;

import java.math.BigInteger;

/** An integer of 128 bits times a power of two, rounded once to the nearest double. */
final class Rounding {
  private Rounding() {}

  /** (high 2^64 + low) 2^exponent, low without a sign. */
  static double toDouble(long high, long low, int exponent) {
    if (high >= 0) {
      return magnitude(high, low, exponent);
    }
    return -magnitude(low == 0 ? -high : ~high, -low, exponent);
  }

  /** The bits that do not fit are folded into the last one. */
  private static double magnitude(long high, long low, int exponent) {
    if ((high | low) == 0) {
      return 0;
    }
    int zeros = high != 0 ? Long.numberOfLeadingZeros(high) : 64 + Long.numberOfLeadingZeros(low);
    long leading =
        zeros >= 64
            ? low << (zeros - 64)
            : zeros == 0 ? high : (high << zeros) | (low >>> (64 - zeros));
    long lost = zeros >= 64 ? 0 : low << zeros;
    // Bit 0 lies far below the 53 that are kept, so it can stand for everything that was cut off.
    long sticky = (leading >>> 1) | (leading & 1) | (lost != 0 ? 1 : 0);
    int scale = exponent + 65 - zeros;
    return scale < -1074
        ? new Scaled(BigInteger.valueOf(sticky), scale).toDouble()
        : Math.scalb((double) sticky, scale);
  }
}
