package dev.descent.math;

import java.io.Serializable;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * A vector of sums whose bits do not depend on the order or the grouping of the summands.
 *
 * <p>A double is written in base 2^32 on fixed exponents: its digits are the integers d_k with
 * value = sum of d_k 2^(32 k), sign and magnitude, so they depend on the value alone. Component i
 * keeps the sums of the digits in a window of the {@code width} highest bins that any summand
 * reached; a larger summand moves the window up and the lowest bins fall away, which they would
 * have done in any order. Merging aligns two windows and adds integers. What is lost against the
 * true sum is below 2^(-32 (width - 1)) of the largest summand for each summand: 2^-64 with the
 * default of three bins.
 *
 * <p>A sum takes fewer than 2^31 summands; one more is an {@link ArithmeticException}. NaN and
 * infinities are refused in the same way, since no order-free answer exists. Storage is allocated
 * when the first summand arrives, so that an empty value is small on the wire.
 *
 * <p>Source: Demmel and Nguyen, Parallel Reproducible Summation, IEEE Transactions on Computers 64,
 * 2015.
 */
public final class ExactSums implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Bins that keep a sum of doubles to 2^-64 of the largest summand. */
  public static final int DEFAULT_WIDTH = 3;

  private static final long MAX_SUMMANDS = Integer.MAX_VALUE;
  private static final long DIGIT = 0xFFFFFFFFL;

  /** Below the exponent of a product of three of the smallest doubles: bins are never negative. */
  private static final int BIAS = 32 * 104;

  private static final int EMPTY = -1;

  private final int size;
  private final int width;
  private long summands;
  private int[] top = new int[0];
  private long[] bins = new long[0];

  /** {@code size} sums of nothing, each with a window of {@link #DEFAULT_WIDTH} bins. */
  public ExactSums(int size) {
    this(size, DEFAULT_WIDTH);
  }

  /** {@code size} sums of nothing, each with a window of {@code width} bins of 32 bits. */
  public ExactSums(int size, int width) {
    if (size < 0 || width < 2) {
      throw new IllegalArgumentException(
          "size must be >= 0 and width >= 2, but were " + size + ", " + width);
    }
    this.size = size;
    this.width = width;
  }

  /** How many sums. */
  public int size() {
    return size;
  }

  /**
   * How many summands a component may have received, counted over the calls of {@code add} and
   * {@code merge}.
   */
  public long summands() {
    return summands;
  }

  /** Adds {@code values[i]} to sum i, for every i. */
  public void add(double[] values) {
    requireSize(values);
    count(1);
    allocate();
    if (width == DEFAULT_WIDTH) {
      addToThree(values);
      return;
    }
    for (int i = 0; i < size; i++) {
      addDigits(i, values[i]);
    }
  }

  /** Adds one value to sum {@code i}. */
  public void add(int i, double value) {
    count(1);
    allocate();
    addDigits(i, value);
  }

  /**
   * Adds the product {@code a * b}, not rounded, to sum {@code i}; it may exceed a double's range.
   */
  public void addProduct(int i, double a, double b) {
    count(1);
    allocate();
    addScaledProduct(i, a, b, 0);
  }

  /** Adds {@code weight * values[i]}, not rounded, to sum i, for every i. */
  public void addWeighted(double weight, double[] values) {
    if (weight == 1) {
      add(values);
      return;
    }
    requireSize(values);
    count(1);
    allocate();
    for (int i = 0; i < size; i++) {
      addScaledProduct(i, weight, values[i], 0);
    }
  }

  /** Adds {@code weight * values[i]^2}, not rounded, to sum i, for every i. */
  public void addWeightedSquares(double weight, double[] values) {
    requireSize(values);
    count(2);
    allocate();
    for (int i = 0; i < size; i++) {
      double x = values[i];
      if (weight == 1) {
        addScaledProduct(i, x, x, 0);
      } else if (x != 0) {
        requireFinite(x);
        // In [1, 4) the square and what its rounding lost are both exact.
        int exponent = Math.getExponent(x);
        double unit = Math.scalb(x, -exponent);
        double square = unit * unit;
        addScaledProduct(i, weight, square, 2 * exponent);
        addScaledProduct(i, weight, Math.fma(unit, unit, -square), 2 * exponent);
      }
    }
  }

  /** Adds the sums of {@code that}, which must have the same size and width; returns this. */
  public ExactSums merge(ExactSums that) {
    if (that.size != size || that.width != width) {
      throw new IllegalArgumentException(
          "sums of "
              + size
              + " x "
              + width
              + " and "
              + that.size
              + " x "
              + that.width
              + " do not merge");
    }
    count(that.summands);
    if (that.top.length == 0) {
      return this;
    }
    allocate();
    for (int i = 0; i < size; i++) {
      if (that.top[i] != EMPTY) {
        raise(i, that.top[i]);
        int shift = top[i] - that.top[i];
        for (int k = shift; k < width; k++) {
          bins[i * width + k] += that.bins[i * width + k - shift];
        }
      }
    }
    return this;
  }

  /**
   * {@code newSize} sums, of which sum {@code at[i]} is sum i of this and the others are of
   * nothing: two vectors brought to common positions can be merged.
   *
   * @throws IllegalArgumentException unless {@code at} has one position for every sum
   */
  public ExactSums placed(int newSize, int[] at) {
    if (at.length != size) {
      throw new IllegalArgumentException("expected " + size + " positions, but were " + at.length);
    }
    ExactSums placed = new ExactSums(newSize, width);
    placed.summands = summands;
    if (top.length > 0) {
      placed.allocate();
      for (int i = 0; i < size; i++) {
        placed.top[at[i]] = top[i];
        System.arraycopy(bins, i * width, placed.bins, at[i] * width, width);
      }
    }
    return placed;
  }

  /** Sum {@code i}, rounded once to the nearest double; infinite when it lies outside the range. */
  public double value(int i) {
    if (top.length == 0 || top[i] == EMPTY) {
      return 0;
    }
    return width == DEFAULT_WIDTH ? rounded(i) : new Scaled(exact(i), lowExponent(i)).toDouble();
  }

  /** All sums, each rounded once to the nearest double. */
  public double[] values() {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = value(i);
    }
    return values;
  }

  /** Sum {@code i} as an integer times a power of two. */
  public Scaled scaled(int i) {
    return top.length == 0 || top[i] == EMPTY
        ? new Scaled(BigInteger.ZERO, 0)
        : new Scaled(exact(i), lowExponent(i));
  }

  private void count(long more) {
    summands += more;
    if (summands > MAX_SUMMANDS) {
      throw new ArithmeticException("an exact sum takes fewer than 2^31 summands");
    }
  }

  private void allocate() {
    if (top.length == 0 && size > 0) {
      top = new int[size];
      Arrays.fill(top, EMPTY);
      bins = new long[Math.multiplyExact(size, width)];
    }
  }

  private void requireSize(double[] values) {
    if (values.length != size) {
      throw new IllegalArgumentException("expected " + size + " values, but were " + values.length);
    }
  }

  /** Adds a b 2^scale to sum i. */
  private void addScaledProduct(int i, double a, double b, int scale) {
    requireFinite(a);
    requireFinite(b);
    if (a != 0 && b != 0) {
      long ma = significand(a);
      long mb = significand(b);
      int position = exponent(a) + exponent(b) + scale + BIAS;
      addInteger(i, Math.multiplyHigh(ma, mb), ma * mb, position, (a < 0) != (b < 0));
    }
  }

  /**
   * What {@link #addDigits} does, for three bins and without branches on the digits: relative to
   * the window's lowest bin a normal value is significand * 2^shift, below 2^96.
   */
  private void addToThree(double[] values) {
    int[] tops = top;
    long[] sums = bins;
    for (int i = 0; i < tops.length; i++) {
      long bits = Double.doubleToRawLongBits(values[i]);
      int field = (int) (bits >>> 52) & 0x7FF;
      if (field == 0 || field == 0x7FF) {
        addDigits(i, values[i]);
        continue;
      }
      int position = field - 1075 + BIAS;
      int highest = (position + 52) >> 5;
      if (highest > tops[i]) {
        raise(i, highest);
      }
      int shift = position - ((tops[i] - 2) << 5);
      long m = (bits & 0x000FFFFFFFFFFFFFL) | 0x0010000000000000L;
      long sign = bits >> 63;
      long middle = m << Math.max(shift - 32, 0) >>> right(32 - shift) & DIGIT;
      long low = m << Math.max(shift, 0) >>> right(-shift) & DIGIT;
      int start = 3 * i;
      sums[start] += ((m >>> Math.min(64 - shift, 63)) ^ sign) - sign;
      sums[start + 1] += (middle ^ sign) - sign;
      sums[start + 2] += (low ^ sign) - sign;
    }
  }

  /** A shift to the right by {@code bits} that leaves nothing of 53 bits from 63 on. */
  private static int right(int bits) {
    return Math.min(Math.max(bits, 0), 63);
  }

  private void addDigits(int i, double value) {
    long bits = Double.doubleToRawLongBits(value);
    if ((bits << 1) == 0) {
      return;
    }
    requireFinite(value);
    int position = exponent(value) + BIAS;
    int bin = position >> 5;
    int shift = position & 31;
    long sign = bits >> 63;
    long low = significand(value);
    long d0 = (low << shift) & DIGIT;
    long d1 = (low >>> (32 - shift)) & DIGIT;
    long d2 = (low >>> 32) >>> (32 - shift);
    raise(i, bin + (d2 != 0 ? 2 : d1 != 0 ? 1 : 0));
    put(i, bin, (d0 ^ sign) - sign);
    put(i, bin + 1, (d1 ^ sign) - sign);
    put(i, bin + 2, (d2 ^ sign) - sign);
  }

  /** Adds the 128-bit magnitude (high, low) times 2^(position - BIAS). */
  private void addInteger(int i, long high, long low, int position, boolean negative) {
    int bin = position >> 5;
    int shift = position & 31;
    long[] digits = {
      (low << shift) & DIGIT,
      (low >>> (32 - shift)) & DIGIT,
      ((low >>> 32) >>> (32 - shift)) | ((high << shift) & DIGIT),
      (high >>> (32 - shift)) & DIGIT,
      (high >>> 32) >>> (32 - shift)
    };
    int highest = digits.length - 1;
    while (digits[highest] == 0) {
      highest--;
    }
    raise(i, bin + highest);
    for (int k = highest; k >= 0; k--) {
      put(i, bin + k, negative ? -digits[k] : digits[k]);
    }
  }

  private void put(int i, int bin, long digit) {
    int k = top[i] - bin;
    if (digit != 0 && k < width) {
      bins[i * width + k] += digit;
    }
  }

  /** Moves the window of sum {@code i} up to {@code bin}, if it is not there already. */
  private void raise(int i, int bin) {
    int from = top[i];
    if (bin <= from) {
      return;
    }
    top[i] = bin;
    if (from != EMPTY) {
      int shift = Math.min(bin - from, width);
      int start = i * width;
      System.arraycopy(bins, start, bins, start + shift, width - shift);
      Arrays.fill(bins, start, start + shift, 0L);
    }
  }

  private double rounded(int i) {
    int start = i * width;
    long low = bins[start + 2];
    long middle = bins[start + 1] + (low >> 32);
    long high = bins[start] + (middle >> 32);
    long rest = (middle << 32) | (low & DIGIT);
    boolean negative = high < 0;
    if (negative) {
      rest = -rest;
      high = rest == 0 ? -high : ~high;
    }
    double magnitude = unsigned128(high, rest, lowExponent(i));
    return negative ? -magnitude : magnitude;
  }

  /**
   * (high 2^64 + low) 2^exponent, rounded once: the bits that do not fit are folded into the last
   * one.
   */
  private static double unsigned128(long high, long low, int exponent) {
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

  private BigInteger exact(int i) {
    BigInteger sum = BigInteger.ZERO;
    for (int k = 0; k < width; k++) {
      sum = sum.shiftLeft(32).add(BigInteger.valueOf(bins[i * width + k]));
    }
    return sum;
  }

  private int lowExponent(int i) {
    return 32 * (top[i] - width + 1) - BIAS;
  }

  private static long significand(double value) {
    long bits = Double.doubleToRawLongBits(value);
    long fraction = bits & 0x000FFFFFFFFFFFFFL;
    return (bits & 0x7FF0000000000000L) == 0 ? fraction : fraction | 0x0010000000000000L;
  }

  /** e with value = significand * 2^e. */
  private static int exponent(double value) {
    return Math.max(Math.getExponent(value), Double.MIN_EXPONENT) - 52;
  }

  private static void requireFinite(double value) {
    if (!Double.isFinite(value)) {
      throw new ArithmeticException("an exact sum takes finite values, but one was " + value);
    }
  }
}
