package dev.descent.math;

/**
 * Scalar functions from multiplications, additions and fma alone: the same bits in every JVM,
 * without branches on the common path, and without overflow or cancellation.
 */
public final class StableMath {
  private static final double LOG2_E = 1.4426950408889634;

  /**
   * ln 2 in two parts; the first has trailing zeros, so that n times it is exact for the n of a
   * double's range.
   */
  private static final double LN2_HIGH = 0x1.62e42fefap-1;

  private static final double LN2_LOW = 0x1.cf79abc9e3b3ap-40;

  /**
   * Adding and subtracting it rounds to an integer, which then stands in the low bits of the sum.
   */
  private static final double ROUNDER = 0x1.8p52;

  /** 1/13!, 1/12!, .. 1/2!: the Taylor series on |r| <= ln(2)/2 is cut below 2^-58. */
  private static final double[] INVERSE_FACTORIALS = inverseFactorials(13);

  /**
   * 1/35, 1/33, .. 1/3: the series of the inverse hyperbolic tangent on |s| <= 1/3 is cut below
   * 2^-57.
   */
  private static final double[] INVERSE_ODDS = inverseOdds(35);

  private StableMath() {}

  /** e^x, within one unit in the last place; 0 below -745.2, infinite above 709.8, NaN for NaN. */
  public static double exp(double x) {
    if (!(x > -746 && x < 710)) {
      return x >= 710 ? Double.POSITIVE_INFINITY : x <= -746 ? 0 : Double.NaN;
    }
    double n = (x * LOG2_E + ROUNDER) - ROUNDER;
    double r = Math.fma(-n, LN2_LOW, Math.fma(-n, LN2_HIGH, x));
    double sum = INVERSE_FACTORIALS[0];
    for (int k = 1; k < INVERSE_FACTORIALS.length; k++) {
      sum = Math.fma(sum, r, INVERSE_FACTORIALS[k]);
    }
    double mantissa = 1 + Math.fma(sum * r, r, r);
    // In two factors, because 2^n itself may be subnormal or out of range.
    int half = (int) n / 2;
    return mantissa * powerOfTwo(half) * powerOfTwo((int) n - half);
  }

  /** log(1 + e) for e in [0, 1], within two units in the last place. */
  public static double log1pOfUnit(double e) {
    double s = e / (2 + e);
    double z = s * s;
    double sum = INVERSE_ODDS[0];
    for (int k = 1; k < INVERSE_ODDS.length; k++) {
      sum = Math.fma(sum, z, INVERSE_ODDS[k]);
    }
    return 2 * Math.fma(s * z, sum, s);
  }

  private static double powerOfTwo(int n) {
    return Double.longBitsToDouble((n + 1023L) << 52);
  }

  private static double[] inverseFactorials(int highest) {
    double[] inverses = new double[highest - 1];
    double factorial = 1;
    for (int k = 2; k <= highest; k++) {
      factorial *= k;
      inverses[highest - k] = 1 / factorial;
    }
    return inverses;
  }

  private static double[] inverseOdds(int highest) {
    double[] inverses = new double[(highest - 1) / 2];
    for (int k = 0; k < inverses.length; k++) {
      inverses[k] = 1.0 / (highest - 2 * k);
    }
    return inverses;
  }
}
