package dev.descent.math;

import java.io.Serializable;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * The digits behind {@link ExactSums}: for every sum a window of {@code width} bins, highest first,
 * and the place {@code top} of the highest one.
 *
 * <p>A number is cut at the bins' borders, which lie at multiples of 32 bits, so its digits are a
 * function of the number alone. The digit in bin b counts 2^(32 b - BIAS). A number whose highest
 * digit lies above the window moves it up; digits below the window are left out.
 */
final class Bins implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Below the exponent of a product of three of the smallest doubles: bins are never negative. */
  private static final int BIAS = 32 * 104;

  private static final int EMPTY = -1;

  private final int size;
  private final int width;
  private int[] top = new int[0];
  private long[] digits = new long[0];

  Bins(int size, int width) {
    this.size = size;
    this.width = width;
  }

  int size() {
    return size;
  }

  int width() {
    return width;
  }

  /** Whether sum {@code i} has met no number but zero. */
  boolean isEmpty(int i) {
    return top.length == 0 || top[i] == EMPTY;
  }

  /** Must precede the first number. */
  void allocate() {
    if (top.length == 0 && size > 0) {
      top = new int[size];
      Arrays.fill(top, EMPTY);
      digits = new long[Math.multiplyExact(size, width)];
    }
  }

  /** Adds a value to sum {@code i}: 53 bits in up to 3 digits. */
  void add(int i, double value) {
    add(i, value, 0);
  }

  /** Adds value 2^scale to sum {@code i}. */
  private void add(int i, double value, int scale) {
    long bits = Double.doubleToRawLongBits(value);
    if (Significand.isUnusual(bits)) {
      if (Significand.isSubnormal(value)) {
        add(i, value * Significand.LIFT, scale - Significand.LIFT_EXPONENT);
      }
      return;
    }
    int lead = Significand.exponent(bits) + scale + BIAS;
    int s = lead & 31;
    long sign = bits >> 63;
    long m = Significand.of(bits);
    long d0 = Digits.signed(m >>> (52 - s), sign);
    long rest = m << (s + 12);
    long d1 = upper(rest, sign);
    long d2 = lower(rest, sign);
    int k = below(i, lead >> 5);
    if (k > width - 3) {
      addHead(i, k, d0, d1);
      return;
    }
    long[] sums = digits;
    int at = i * width + k;
    sums[at] += d0;
    sums[at + 1] += d1;
    sums[at + 2] += d2;
  }

  /**
   * Adds a b 2^scale to sum {@code i}: 105 or 106 bits in up to 5 digits. (Below 325 bytes of code,
   * what HotSpot still inlines: twice as fast.)
   */
  void addProduct(int i, double a, double b, int scale) {
    long bitsA = Double.doubleToRawLongBits(a);
    long bitsB = Double.doubleToRawLongBits(b);
    if (Significand.isUnusual(bitsA) || Significand.isUnusual(bitsB)) {
      addUnusualProduct(i, a, b, scale);
      return;
    }
    long ma = Significand.of(bitsA);
    long mb = Significand.of(bitsB);
    long high = Math.multiplyHigh(ma, mb);
    long low = ma * mb;
    int carry = (int) (high >>> 41);
    int lead = Significand.exponent(bitsA) + Significand.exponent(bitsB) + carry + scale + BIAS;
    int shift = (lead & 31) + 24 - carry;
    long sign = (bitsA ^ bitsB) >> 63;
    long middle = (high << shift) | (low >>> -shift);
    long last = low << shift;
    long d0 = Digits.signed(high >>> -shift, sign);
    long d1 = upper(middle, sign);
    long d2 = lower(middle, sign);
    long d3 = upper(last, sign);
    int k = below(i, lead >> 5);
    if (k > width - 5) {
      addHead(i, k, d0, d1, d2, d3);
      return;
    }
    long[] sums = digits;
    int at = i * width + k;
    sums[at] += d0;
    sums[at + 1] += d1;
    sums[at + 2] += d2;
    sums[at + 3] += d3;
    sums[at + 4] += lower(last, sign);
  }

  private void addUnusualProduct(int i, double a, double b, int scale) {
    if (Significand.isSubnormal(a)) {
      addProduct(i, a * Significand.LIFT, b, scale - Significand.LIFT_EXPONENT);
    } else if (Significand.isSubnormal(b)) {
      addProduct(i, a, b * Significand.LIFT, scale - Significand.LIFT_EXPONENT);
    }
  }

  /** Adds the digits of a number that lie inside the window, the first one {@code k} bins down. */
  private void addHead(int i, int k, long... head) {
    for (int j = 0; k + j < width && j < head.length; j++) {
      digits[i * width + k + j] += head[j];
    }
  }

  /** What {@link #addToThree(int, double)} does, for every sum. */
  void addToThree(double[] values) {
    Pieces.each(values.length, (from, to) -> addToThree(values, from, to));
  }

  private void addToThree(double[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      addToThree(i, values[i]);
    }
  }

  /**
   * What {@link #add} does, for three bins and without branches on the digits: relative to the
   * window's lowest bin a normal value is significand * 2^shift, below 2^96.
   */
  void addToThree(int i, double value) {
    long bits = Double.doubleToRawLongBits(value);
    if (Significand.isUnusual(bits)) {
      add(i, value);
      return;
    }
    int exponent = Significand.field(bits) - Significand.BIAS + BIAS;
    int highest = exponent >> 5;
    if (highest > top[i]) {
      raise(i, highest);
    }
    int shift = exponent - Significand.FRACTION_BITS - ((top[i] - 2) << 5);
    int left = Math.max(shift, 0);
    int right = Math.min(left - shift, 63);
    long m = Significand.of(bits);
    long sign = bits >> 63;
    long low = m << left >>> right;
    long[] sums = digits;
    int start = 3 * i;
    sums[start] += Digits.signed(m >>> 1 >>> (63 - left), sign);
    sums[start + 1] += upper(low, sign);
    sums[start + 2] += lower(low, sign);
  }

  /**
   * What {@link #add(int, double)} does, for many values of one sum, whose usual ones are added
   * together. For a width of three bins or more.
   */
  void addAll(int i, double[] values, int from, int to) {
    int third = ((top[i] - 2) << 5) - BIAS + Significand.BIAS + Significand.FRACTION_BITS;
    long[] four = new long[Digits.BINS];
    boolean allUsual = Kernels.ofThisMachine().addDigits(values, from, to, third, four);
    int start = i * width;
    for (int k = 0; k < Math.min(width, Digits.BINS); k++) {
      digits[start + k] += four[k];
    }
    for (int v = from; v < to && !allUsual; v++) {
      if (!Digits.isUsual(Double.doubleToRawLongBits(values[v]), third)) {
        add(i, values[v]);
      }
    }
  }

  /**
   * What {@link #addProduct} does for the square of every value, mostly by {@link #addAll}.
   *
   * @param squares room for as many as are to be made at a time
   */
  void addAllSquares(int i, double[] values, int from, int to, double[] squares) {
    for (int start = from; start < to; start += squares.length) {
      int count = Math.min(to - start, squares.length);
      if (width >= 3 && Kernels.ofThisMachine().squares(values, start, squares, count)) {
        addAll(i, squares, 0, count);
      } else {
        for (int v = start; v < start + count; v++) {
          addProduct(i, values[v], values[v], 0);
        }
      }
    }
  }

  /** Adds the sums of {@code that}, of the same size and width. */
  void merge(Bins that) {
    if (that.top.length == 0) {
      return;
    }
    allocate();
    for (int i = 0; i < size; i++) {
      if (that.top[i] != EMPTY) {
        int start = i * width;
        int shift = below(i, that.top[i]);
        for (int k = shift; k < width; k++) {
          digits[start + k] += that.digits[start + k - shift];
        }
      }
    }
  }

  /** Sum i becomes sum {@code at[i]} of {@code from}; false if all of those are empty. */
  boolean pick(Bins from, int[] at) {
    boolean any = false;
    for (int i = 0; i < at.length && from.top.length > 0; i++) {
      if (!from.isEmpty(at[i])) {
        allocate();
        top[i] = from.top[at[i]];
        System.arraycopy(from.digits, at[i] * width, digits, i * width, width);
        any = true;
      }
    }
    return any;
  }

  /** Sum {@code i}, which is not empty, rounded once. */
  double rounded(int i) {
    if (width != 3) {
      long[] words = new long[width + 1];
      if (carry(i, 1, words) < 0) {
        carry(i, -1, words);
        return -rounded(words, i);
      }
      return rounded(words, i);
    }
    int start = 3 * i;
    long middle = digits[start + 1] + (digits[start + 2] >> 32);
    long low = (middle << 32) | (digits[start + 2] & Digits.DIGIT);
    return Rounding.toDouble(digits[start] + (middle >> 32), low, lowExponent(i));
  }

  /**
   * Writes {@code sign} times the digits of sum {@code i} to {@code words}, all but the first from
   * 0 to 2^32; returns the first.
   */
  private long carry(int i, int sign, long[] words) {
    long carry = 0;
    for (int k = width - 1; k >= 0; k--) {
      long digit = sign * digits[i * width + k] + carry;
      words[k + 1] = digit & Digits.DIGIT;
      carry = digit >> 32;
    }
    words[0] = carry;
    return carry;
  }

  /** Words of a number that is not negative, from the first of which 128 bits decide. */
  private double rounded(long[] words, int i) {
    int first = 0;
    while (first < width && words[first] == 0) {
      first++;
    }
    if (words[first] >>> 31 != 0) {
      first--;
    }
    long rest = 0;
    for (int k = first + 4; k <= width; k++) {
      rest |= words[k];
    }
    long high = (words[first] << 32) | word(words, first + 1);
    long low = (word(words, first + 2) << 32) | word(words, first + 3) | (rest == 0 ? 0 : 1);
    return Rounding.toDouble(high, low, lowExponent(i) + 32 * (width - first - 3));
  }

  private static long word(long[] words, int k) {
    return k < words.length ? words[k] : 0;
  }

  /** Sum {@code i}, which is not empty. */
  Scaled exact(int i) {
    BigInteger sum = BigInteger.ZERO;
    for (int k = 0; k < width; k++) {
      sum = sum.shiftLeft(32).add(BigInteger.valueOf(digits[i * width + k]));
    }
    return new Scaled(sum, lowExponent(i));
  }

  private int lowExponent(int i) {
    return 32 * (top[i] - width + 1) - BIAS;
  }

  /** How far {@code bin} lies below the top of window {@code i}, which is moved up to it first. */
  private int below(int i, int bin) {
    if (bin > top[i]) {
      raise(i, bin);
    }
    return top[i] - bin;
  }

  private void raise(int i, int bin) {
    int from = top[i];
    top[i] = bin;
    if (from != EMPTY) {
      int shift = Math.min(bin - from, width);
      int start = i * width;
      System.arraycopy(digits, start, digits, start + shift, width - shift);
      Arrays.fill(digits, start, start + shift, 0L);
    }
  }

  private static long upper(long twoDigits, long sign) {
    return Digits.signed(twoDigits >>> 32, sign);
  }

  private static long lower(long twoDigits, long sign) {
    return Digits.signed(twoDigits & Digits.DIGIT, sign);
  }
}
