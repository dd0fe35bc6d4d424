package dev.descent.math;

/**
 * Scalar functions from multiplications, additions and fma alone: the same bits in every JVM,
 * without branches on the common path, and without overflow or cancellation.
 */
public final class StableMath {
  static final double LOG2_E = 1.4426950408889634;

  /**
   * ln 2 in two parts; the first has trailing zeros, so that n times it is exact for the n of a
   * double's range.
   */
  static final double LN2_HIGH = 0x1.62e42fefap-1;

  static final double LN2_LOW = 0x1.cf79abc9e3b3ap-40;

  /**
   * Adding and subtracting it rounds to an integer, which then stands in the low bits of the sum.
   */
  static final double ROUNDER = 0x1.8p52;

  static final long ROUNDER_BITS = Double.doubleToRawLongBits(ROUNDER);
  static final int FRACTION_BITS = 52;
  static final long EXPONENT_BIAS = 1023;

  /** Exponents between which e^x is neither 0 nor infinite, excluded. */
  static final double LEAST_EXPONENT = -746;

  static final double MOST_EXPONENT = 710;

  /** Exponents up to which e^x and e^-x are normal, excluded. */
  static final double NORMAL_EXPONENT = 708;

  static final float SINGLE_LOG2_E = (float) LOG2_E;

  /** ln 2 in two parts for the n of a float's range. */
  static final float SINGLE_LN2_HIGH = 0x1.62e4p-1f;

  static final float SINGLE_LN2_LOW = 0x1.7f7d1cp-20f;
  static final float SINGLE_ROUNDER = 0x1.8p23f;
  static final int SINGLE_FRACTION_BITS = 23;

  /** The bits of the number below whose exponential may be subnormal in float32. */
  static final int MOST_DECAY_BITS = Float.floatToRawIntBits(-87);

  static final int EXP_TERMS = 12;
  static final int LOG_TERMS = 17;

  /** 1/13!, 1/12!, .. 1/2!: the Taylor series on |r| <= ln(2)/2 is cut below 2^-58. */
  static final double[] INVERSE_FACTORIALS = inverseFactorials(EXP_TERMS + 1);

  /** 1/7!, 1/6!, .. 1: the same in float32, cut below 2^-27. */
  static final float[] DECAY_SERIES = decaySeries(7);

  static final int DECAY_TERMS = 8;

  /**
   * 1/35, 1/33, .. 1/3: the series of the inverse hyperbolic tangent on |s| <= 1/3 is cut below
   * 2^-57.
   */
  static final double[] INVERSE_ODDS = inverseOdds(2 * LOG_TERMS + 1);

  /** Below it an exponential is computed as its difference from 1. */
  private static final double SMALL = 0.34;

  private static final double HALF_ROOT = 0x1.6a09e667f3bcdp-1;

  /** Values at a time, so that they stay in the nearest cache. */
  private static final int BLOCK = 512;

  private static final long ONE = Double.doubleToRawLongBits(1);

  static final long HALF_ROOT_BITS = Double.doubleToRawLongBits(HALF_ROOT);

  private StableMath() {}

  /** e^x, within one unit in the last place; 0 below -745.2, infinite above 709.8, NaN for NaN. */
  public static double exp(double x) {
    if (!(x > LEAST_EXPONENT && x < MOST_EXPONENT)) {
      return x >= MOST_EXPONENT ? Double.POSITIVE_INFINITY : x <= LEAST_EXPONENT ? 0 : Double.NaN;
    }
    double n = (x * LOG2_E + ROUNDER) - ROUNDER;
    double r = Math.fma(-n, LN2_LOW, Math.fma(-n, LN2_HIGH, x));
    double mantissa = 1 + expMinus1(r);
    // In two factors, because 2^n itself may be subnormal or out of range.
    int half = (int) n / 2;
    return mantissa * powerOfTwo(half) * powerOfTwo((int) n - half);
  }

  /** e^-min(|f|, 87) in float32, within one unit in the last place; of NaN as of 87. */
  static float decay(float f) {
    int bits = Float.floatToRawIntBits(f) | Integer.MIN_VALUE;
    float x = Float.intBitsToFloat(Math.min(bits, MOST_DECAY_BITS));
    float shifted = Math.fma(x, SINGLE_LOG2_E, SINGLE_ROUNDER);
    float minusN = SINGLE_ROUNDER - shifted;
    float r = Math.fma(minusN, SINGLE_LN2_LOW, Math.fma(minusN, SINGLE_LN2_HIGH, x));
    float sum = DECAY_SERIES[0];
    for (int k = 1; k < DECAY_TERMS; k++) {
      sum = Math.fma(sum, r, DECAY_SERIES[k]);
    }
    int n = Float.floatToRawIntBits(shifted) << SINGLE_FRACTION_BITS;
    return Float.intBitsToFloat(Float.floatToRawIntBits(sum) + n);
  }

  /** log(1 + e) for e in [0, 1], within two units in the last place. */
  public static double log1pOfUnit(double e) {
    return twiceInverseTanh(e / (2 + e));
  }

  /** log(1 + q) for q from 0 to 2^1000, within three units in the last place. */
  static double log1p(double q) {
    // 1 + q is 2^n times a mantissa in [sqrt(1/2), sqrt(2)), from which 1 is taken before it
    // rounds.
    int n = (int) ((Double.doubleToRawLongBits(1 + q) - HALF_ROOT_BITS) >> FRACTION_BITS);
    double scale = powerOfTwo(-n);
    double scaled = q * scale;
    double fraction = twiceInverseTanh(((scale - 1) + scaled) / ((scale + 1) + scaled));
    return Math.fma(n, LN2_HIGH, Math.fma(n, LN2_LOW, fraction));
  }

  /** 2 artanh(s) = log((1 + s) / (1 - s)) for |s| <= 1/3. */
  private static double twiceInverseTanh(double s) {
    double z = s * s;
    double sum = INVERSE_ODDS[0];
    for (int k = 1; k < INVERSE_ODDS.length; k++) {
      sum = Math.fma(sum, z, INVERSE_ODDS[k]);
    }
    return 2 * Math.fma(s * z, sum, s);
  }

  /** log(x) for a normal x > 0, within two units in the last place; NaN for NaN. */
  public static double log(double x) {
    if (!(x >= Double.MIN_NORMAL && x <= Double.MAX_VALUE)) {
      throwUnlessNaN(x);
      return x;
    }
    long bits = Double.doubleToRawLongBits(x);
    // The exponent that leaves a mantissa in [sqrt(1/2), sqrt(2)).
    long shifted = bits - HALF_ROOT_BITS;
    int n = (int) (shifted >> 52);
    double mantissa = Double.longBitsToDouble(bits - ((long) n << 52));
    double fraction = twiceInverseTanh((mantissa - 1) / (mantissa + 1));
    return Math.fma(n, LN2_HIGH, Math.fma(n, LN2_LOW, fraction));
  }

  /**
   * {@link #log(double)} of every value, in place, in loops that the compiler can turn into vector
   * instructions.
   */
  public static void logs(double[] values) {
    double[] fractions = new double[BLOCK];
    double[] exponents = new double[BLOCK];
    for (int start = 0; start < values.length; start += BLOCK) {
      int size = Math.min(BLOCK, values.length - start);
      for (int i = 0; i < size; i++) {
        double x = values[start + i];
        if (!(x >= Double.MIN_NORMAL && x <= Double.MAX_VALUE)) {
          throwUnlessNaN(x);
          fractions[i] = x;
          continue;
        }
        long bits = Double.doubleToRawLongBits(x);
        int n = (int) ((bits - HALF_ROOT_BITS) >> 52);
        double mantissa = Double.longBitsToDouble(bits - ((long) n << 52));
        fractions[i] = (mantissa - 1) / (mantissa + 1);
        exponents[i] = n;
      }
      twiceInverseTanh(fractions);
      for (int i = 0; i < size; i++) {
        double n = exponents[i];
        values[start + i] = Math.fma(n, LN2_HIGH, Math.fma(n, LN2_LOW, fractions[i]));
      }
    }
  }

  /** {@link #twiceInverseTanh(double)} of every value, in place. */
  private static void twiceInverseTanh(double[] values) {
    double[] squares = new double[BLOCK];
    double[] sums = new double[BLOCK];
    for (int i = 0; i < BLOCK; i++) {
      squares[i] = values[i] * values[i];
      sums[i] = INVERSE_ODDS[0];
    }
    for (int k = 1; k < INVERSE_ODDS.length; k += 4) {
      addTerms(squares, sums, k);
    }
    for (int i = 0; i < BLOCK; i++) {
      values[i] = 2 * Math.fma(values[i] * squares[i], sums[i], values[i]);
    }
  }

  /** Terms k to k + 3 of the series. */
  private static void addTerms(double[] squares, double[] sums, int k) {
    double a = INVERSE_ODDS[k];
    double b = INVERSE_ODDS[k + 1];
    double c = INVERSE_ODDS[k + 2];
    double d = INVERSE_ODDS[k + 3];
    for (int i = 0; i < BLOCK; i++) {
      double z = squares[i];
      sums[i] = Math.fma(Math.fma(Math.fma(Math.fma(sums[i], z, a), z, b), z, c), z, d);
    }
  }

  private static void throwUnlessNaN(double x) {
    if (!Double.isNaN(x)) {
      throw new ArithmeticException("log needs a normal number > 0, but was " + x);
    }
  }

  /** The hyperbolic tangent, within four units in the last place. */
  public static double tanh(double x) {
    double y = 2 * Math.abs(x);
    if (y < SMALL) {
      double grown = expMinus1(y);
      return Math.copySign(grown / (grown + 2), x);
    }
    double e = exp(-y);
    return Math.copySign((1 - e) / (1 + e), x);
  }

  /** 1 / (1 + e^-x). */
  public static double logistic(double x) {
    double e = exp(-Math.abs(x));
    return oneUnlessNegative(x, e) / (1 + e);
  }

  /**
   * {@code x < 0 ? e : 1} by the bit of the sign, so that -0 is negative too: the processor would
   * guess a branch wrong for every other row, which costs more than all else in a loop of losses.
   */
  public static double oneUnlessNegative(double x, double e) {
    long negative = Double.doubleToRawLongBits(x) >> (Long.SIZE - 1);
    return Double.longBitsToDouble((ONE & ~negative) | (Double.doubleToRawLongBits(e) & negative));
  }

  /** e^r - 1 for |r| <= ln(2) / 2. */
  private static double expMinus1(double r) {
    double sum = INVERSE_FACTORIALS[0];
    for (int k = 1; k < INVERSE_FACTORIALS.length; k++) {
      sum = Math.fma(sum, r, INVERSE_FACTORIALS[k]);
    }
    return Math.fma(sum * r, r, r);
  }

  private static double powerOfTwo(int n) {
    return Double.longBitsToDouble((n + EXPONENT_BIAS) << FRACTION_BITS);
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

  private static float[] decaySeries(int highest) {
    double[] inverses = inverseFactorials(highest);
    float[] series = new float[highest + 1];
    for (int k = 0; k < inverses.length; k++) {
      series[k] = (float) inverses[k];
    }
    series[highest - 1] = 1;
    series[highest] = 1;
    return series;
  }

  private static double[] inverseOdds(int highest) {
    double[] inverses = new double[(highest - 1) / 2];
    for (int k = 0; k < inverses.length; k++) {
      inverses[k] = 1.0 / (highest - 2 * k);
    }
    return inverses;
  }
}
