package dev.descent.metric;

import dev.descent.math.Scaled;
import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One pass of a {@link RadixSelect}: the weight of the values that share the bits known so far of
 * one of its quantiles, by their next 16 bits. Mergeable with the same bits in any order.
 *
 * <p>Only those pages of 256 weights exist that a value fell into, since all but the second pass
 * touch few.
 */
public final class RadixHistogram implements Serializable {
  private static final long serialVersionUID = 1L;

  static final int DIGIT_BITS = 16;
  static final int DIGITS = 1 << DIGIT_BITS;

  private static final int PAGE_BITS = 8;
  private static final int PAGE = 1 << PAGE_BITS;

  private final int pass;

  /** The bits known, ascending. */
  private final long[] prefixes;

  /** By prefix and leading bits of the digit; no pages of a prefix without values. */
  private final @Nullable WeightSums[][] pages;

  /** Of {@code pass}, for values that start with one of {@code prefixes}, which ascend. */
  RadixHistogram(int pass, long[] prefixes) {
    this.pass = pass;
    this.prefixes = prefixes;
    this.pages = new @Nullable WeightSums[prefixes.length][0];
  }

  /** Adds a finite value with a finite weight >= 0; returns this. */
  public RadixHistogram add(double value, double weight) {
    long key = key(value);
    int at = pass == 0 ? 0 : at(key >>> (Long.SIZE - DIGIT_BITS * pass));
    if (WeightSums.required(weight) > 0 && at >= 0) {
      int digit = (int) (key >>> (Long.SIZE - DIGIT_BITS * (pass + 1))) & (DIGITS - 1);
      page(at, digit >>> PAGE_BITS).add(digit & (PAGE - 1), weight);
    }
    return this;
  }

  /** Adds the values of {@code that}, which must be of the same pass; returns this. */
  public RadixHistogram merge(RadixHistogram that) {
    requirePass(that.pass, that.prefixes);
    for (int at = 0; at < pages.length; at++) {
      for (int p = 0; p < that.pages[at].length; p++) {
        WeightSums other = that.pages[at][p];
        if (other != null) {
          page(at, p).merge(other);
        }
      }
    }
    return this;
  }

  /** The position of {@code prefix}; negative if it is none of those known. */
  private int at(long prefix) {
    if (prefix < prefixes[0] || prefix > prefixes[prefixes.length - 1]) {
      return -1;
    }
    return Arrays.binarySearch(prefixes, prefix);
  }

  private WeightSums page(int at, int p) {
    if (pages[at].length == 0) {
      pages[at] = new @Nullable WeightSums[DIGITS / PAGE];
    }
    WeightSums page = pages[at][p];
    if (page == null) {
      page = new WeightSums(PAGE);
      pages[at][p] = page;
    }
    return page;
  }

  void requirePass(int expected, long[] expectedPrefixes) {
    if (expected != pass || !Arrays.equals(expectedPrefixes, prefixes)) {
      throw new IllegalArgumentException(
          "the histogram is of pass " + pass + " of another selection than pass " + expected);
    }
  }

  /** The weight of the values that continue {@code prefix} with {@code digit}. */
  Scaled weight(long prefix, int digit) {
    @Nullable WeightSums[] of = pages[at(prefix)];
    WeightSums page = of.length == 0 ? null : of[digit >>> PAGE_BITS];
    return page == null ? Scaled.ZERO : page.scaled(digit & (PAGE - 1));
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
