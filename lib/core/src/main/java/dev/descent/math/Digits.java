package dev.descent.math;

/**
 * The digits of many values for one sum of {@link Bins}: a value is cut at the borders of its
 * window's four highest bins.
 *
 * <p>{@code third} tells where these lie: it is what the exponent of a value whose significand
 * counts the third bin's units is in the value's bits, biased as there. A value is usual if it is
 * normal, not above the window, and has no bit below the fourth bin; zeros are usual too.
 */
final class Digits {
  /** Of how many bins. */
  static final int BINS = 4;

  static final long DIGIT = 0xFFFFFFFFL;
  static final int DIGIT_BITS = 32;

  /** By how much more than {@code third} an exponent may be: 53 + 43 bits are three digits. */
  static final int MOST_SHIFT = 43;

  /** The square of a significand of 26 bits has no more than 52. */
  static final long LOWER_HALF = (1L << 27) - 1;

  /** A square of a number with an exponent up to this is neither infinite nor subnormal. */
  static final int SAFE_EXPONENT = 450;

  private Digits() {}

  /** What {@link Kernels#addDigits} defines. */
  static boolean add(double[] values, int from, int to, int third, long[] digits) {
    boolean all = true;
    for (int v = from; v < to; v++) {
      long bits = Double.doubleToRawLongBits(values[v]);
      if (bits << 1 == 0) {
        continue;
      }
      if (!isUsual(bits, third)) {
        all = false;
        continue;
      }
      long sign = bits >> 63;
      long m = Significand.of(bits);
      int shift = Significand.field(bits) - third;
      int left = Math.max(shift, 0);
      int right = Math.max(-shift, 0);
      long low = m << left >>> right;
      digits[0] += signed(m >>> 1 >>> (63 - left), sign);
      digits[1] += signed(low >>> DIGIT_BITS, sign);
      digits[2] += signed(low & DIGIT, sign);
      digits[3] += signed(below(m, right) >>> DIGIT_BITS, sign);
    }
    return all;
  }

  /** Whether a value with these bits, which is not 0, is usual. */
  static boolean isUsual(long bits, int third) {
    if (Significand.isUnusual(bits)) {
      return false;
    }
    int shift = Significand.field(bits) - third;
    return shift > -Long.SIZE
        && shift <= MOST_SHIFT
        && (below(Significand.of(bits), Math.max(-shift, 0)) & DIGIT) == 0;
  }

  /** What a shift to the right by up to 63 bits leaves out, from the highest bit on. */
  private static long below(long significand, int right) {
    return significand << 1 << (63 - right);
  }

  /** What {@link Kernels#squares} defines, from square {@code first} on. */
  static boolean squares(double[] values, int from, double[] squares, int first, int count) {
    for (int v = first; v < count; v++) {
      double value = values[from + v];
      long bits = Double.doubleToRawLongBits(value);
      int magnitude = Math.abs(Significand.exponent(bits));
      if ((bits & LOWER_HALF) != 0 || (magnitude > SAFE_EXPONENT && value != 0)) {
        return false;
      }
      squares[v] = value * value;
    }
    return true;
  }

  /** The digit for sign 0, its negative for sign -1. */
  static long signed(long digit, long sign) {
    return (digit ^ sign) - sign;
  }
}
