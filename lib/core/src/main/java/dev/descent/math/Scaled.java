package dev.descent.math;

import java.math.BigInteger;

/** The number {@code integer * 2^exponent}, exact. */
public record Scaled(BigInteger integer, int exponent) {

  /** Zero. */
  public static final Scaled ZERO = new Scaled(BigInteger.ZERO, 0);

  /** A whole number. */
  public static Scaled of(long value) {
    return new Scaled(BigInteger.valueOf(value), 0);
  }

  /** A finite double. */
  public static Scaled of(double value) {
    if (!Double.isFinite(value)) {
      throw new ArithmeticException("an exact number is finite, but was " + value);
    }
    int exponent = Math.max(Math.getExponent(value), Double.MIN_EXPONENT) - 52;
    long bits = Double.doubleToRawLongBits(value) & 0x000FFFFFFFFFFFFFL;
    long significand = Math.abs(value) < Double.MIN_NORMAL ? bits : bits | 0x0010000000000000L;
    return new Scaled(BigInteger.valueOf(value < 0 ? -significand : significand), exponent);
  }

  /** -1, 0 or 1. */
  public int signum() {
    return integer.signum();
  }

  /** The exact product. */
  public Scaled times(Scaled that) {
    return new Scaled(integer.multiply(that.integer), exponent + that.exponent);
  }

  /** The exact sum. */
  public Scaled plus(Scaled that) {
    int common = Math.min(exponent, that.exponent);
    return new Scaled(at(common).add(that.at(common)), common);
  }

  /** The exact difference. */
  public Scaled minus(Scaled that) {
    int common = Math.min(exponent, that.exponent);
    return new Scaled(at(common).subtract(that.at(common)), common);
  }

  /** This divided by {@code that}, correctly rounded to a double; {@code that} is not zero. */
  public double over(Scaled that) {
    // 64 quotient bits and one that says whether a remainder is left decide the rounding.
    int shift = Math.max(0, 66 + that.integer.bitLength() - integer.bitLength());
    BigInteger[] quotient = integer.shiftLeft(shift).divideAndRemainder(that.integer);
    BigInteger sticky = quotient[0].shiftLeft(1);
    if (quotient[1].signum() != 0) {
      sticky = sticky.add(BigInteger.valueOf((long) quotient[1].signum() * that.integer.signum()));
    }
    return new Scaled(sticky, exponent - that.exponent - shift - 1).toDouble();
  }

  /**
   * The square root of this (not negative) over {@code that}, within 0.51 units in the last place.
   */
  public double rootOver(Scaled that) {
    int shift = Math.max(0, 140 - integer.bitLength());
    shift += (exponent - shift) & 1;
    BigInteger root = integer.shiftLeft(shift).sqrt();
    return new Scaled(root, (exponent - shift) / 2).over(that);
  }

  /**
   * The nearest double, ties to even; infinite outside the range, and correct for subnormal
   * results.
   */
  public double toDouble() {
    BigInteger magnitude = integer.abs();
    if (magnitude.signum() == 0) {
      return 0;
    }
    int lowest = Math.max(exponent + magnitude.bitLength() - 53, -1074);
    int cut = lowest - exponent;
    double rounded;
    if (cut <= 0) {
      rounded = Math.scalb(magnitude.doubleValue(), exponent);
    } else {
      BigInteger kept = magnitude.shiftRight(cut);
      BigInteger half = BigInteger.ONE.shiftLeft(cut - 1);
      int side = magnitude.subtract(kept.shiftLeft(cut)).compareTo(half);
      if (side > 0 || (side == 0 && kept.testBit(0))) {
        kept = kept.add(BigInteger.ONE);
      }
      rounded = Math.scalb(kept.doubleValue(), lowest);
    }
    return integer.signum() < 0 ? -rounded : rounded;
  }

  private BigInteger at(int lower) {
    return integer.shiftLeft(exponent - lower);
  }
}
