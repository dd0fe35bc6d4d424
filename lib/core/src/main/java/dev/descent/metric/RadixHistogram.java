package dev.descent.metric;

import dev.descent.math.Scaled;
import java.io.Serializable;

/**
 * One pass of a {@link RadixSelect}: the weight of the values that share the bits known so far, by
 * their next 16 bits. Mergeable with the same bits in any order.
 */
public final class RadixHistogram implements Serializable {
  private static final long serialVersionUID = 1L;

  static final int DIGIT_BITS = 16;
  static final int DIGITS = 1 << DIGIT_BITS;

  private final int pass;
  private final long lowerPrefix;
  private final long upperPrefix;
  private final WeightSums buckets;

  RadixHistogram(int pass, long lowerPrefix, long upperPrefix) {
    this.pass = pass;
    this.lowerPrefix = lowerPrefix;
    this.upperPrefix = upperPrefix;
    this.buckets = new WeightSums(lowerPrefix == upperPrefix ? DIGITS : 2 * DIGITS);
  }

  /** Adds a finite value with a finite weight >= 0; returns this. */
  public RadixHistogram add(double value, double weight) {
    long key = key(value);
    long prefix = pass == 0 ? 0 : key >>> (Long.SIZE - DIGIT_BITS * pass);
    int digit = (int) (key >>> (Long.SIZE - DIGIT_BITS * (pass + 1))) & (DIGITS - 1);
    if (prefix == lowerPrefix) {
      buckets.add(digit, weight);
    } else if (prefix == upperPrefix) {
      buckets.add(DIGITS + digit, weight);
    }
    return this;
  }

  /** Adds the values of {@code that}, which must be of the same pass; returns this. */
  public RadixHistogram merge(RadixHistogram that) {
    requirePass(that.pass, that.lowerPrefix, that.upperPrefix);
    buckets.merge(that.buckets);
    return this;
  }

  void requirePass(int expected, long lower, long upper) {
    if (expected != pass || lower != lowerPrefix || upper != upperPrefix) {
      throw new IllegalArgumentException(
          "the histogram is of pass " + pass + " of another selection than pass " + expected);
    }
  }

  /** The weight of the values that continue the lower prefix with {@code digit}. */
  Scaled lower(int digit) {
    return buckets.scaled(digit);
  }

  /** The weight of the values that continue the upper prefix with {@code digit}. */
  Scaled upper(int digit) {
    return buckets.scaled(lowerPrefix == upperPrefix ? digit : DIGITS + digit);
  }

  /** Bits that, compared as unsigned numbers, are in the order of the values; one zero. */
  static long key(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("values must be finite, but one was " + value);
    }
    long bits = Double.doubleToRawLongBits(value + 0.0);
    return bits ^ ((bits >> 63) | Long.MIN_VALUE);
  }

  static double value(long key) {
    return Double.longBitsToDouble(key ^ (~(key >> 63) | Long.MIN_VALUE));
  }
}
