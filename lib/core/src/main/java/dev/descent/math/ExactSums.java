package dev.descent.math;

import java.io.Serializable;

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

  /** Above it, what rounding a square loses is a double too. */
  private static final double EXACT_SQUARE = 0x1p-900;

  private static final long MAX_SUMMANDS = Integer.MAX_VALUE;

  /** Squares that are made at a time. */
  static final int SQUARES = 512;

  private final Bins bins;
  private long summands;

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
    bins = new Bins(size, width);
  }

  /** How many sums. */
  public int size() {
    return bins.size();
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
    if (bins.width() == DEFAULT_WIDTH) {
      bins.addToThree(values);
      return;
    }
    for (int i = 0; i < values.length; i++) {
      bins.add(i, values[i]);
    }
  }

  /** Adds one value to sum {@code i}. */
  public void add(int i, double value) {
    count(1);
    if (bins.width() == DEFAULT_WIDTH) {
      bins.addToThree(i, value);
    } else {
      bins.add(i, value);
    }
  }

  /** Adds {@code values[from]} to {@code values[to - 1]} to sum {@code i}. */
  public void addAll(int i, double[] values, int from, int to) {
    count(to - from);
    if (bins.width() >= DEFAULT_WIDTH) {
      bins.addAll(i, values, from, to);
      return;
    }
    for (int v = from; v < to; v++) {
      bins.add(i, values[v]);
    }
  }

  /**
   * Adds the first {@code rows} of these values, which {@link #count} has counted, to sum {@code
   * i}.
   */
  void addColumn(int i, double[] values, int rows) {
    if (bins.width() >= DEFAULT_WIDTH) {
      bins.addAll(i, values, 0, rows);
      return;
    }
    for (int v = 0; v < rows; v++) {
      bins.add(i, values[v]);
    }
  }

  /** Adds their squares, not rounded, with room for some of them. */
  void addColumnOfSquares(int i, double[] values, int rows, double[] squares) {
    bins.addAllSquares(i, values, 0, rows, squares);
  }

  /** Adds weight * value, not rounded, which is counted already. */
  void addCounted(int i, double weight, double value) {
    if (weight == 1) {
      bins.add(i, value);
    } else {
      bins.addProduct(i, weight, value, 0);
    }
  }

  /** Adds weight * value^2, not rounded, which is counted already. */
  void addCountedSquare(int i, double weight, double value) {
    double square = value * value;
    if (weight == 1 && square > EXACT_SQUARE && Math.fma(value, value, -square) == 0) {
      bins.add(i, square);
    } else {
      square(i, weight, value);
    }
  }

  /** Adds the squares, not rounded, of the same values to sum {@code i}. */
  public void addAllSquares(int i, double[] values, int from, int to) {
    count(to - from);
    bins.addAllSquares(i, values, from, to, new double[Math.min(to - from, SQUARES)]);
  }

  /**
   * Adds the product {@code a * b}, not rounded, to sum {@code i}; it may exceed a double's range.
   */
  public void addProduct(int i, double a, double b) {
    count(1);
    bins.addProduct(i, a, b, 0);
  }

  /** Adds {@code weight * value}, not rounded, to sum {@code i}. */
  public void addWeighted(int i, double weight, double value) {
    if (weight == 1) {
      add(i, value);
    } else {
      addProduct(i, weight, value);
    }
  }

  /** Adds {@code weight * values[i]}, not rounded, to sum i, for every i. */
  public void addWeighted(double weight, double[] values) {
    if (weight == 1) {
      add(values);
      return;
    }
    requireSize(values);
    count(1);
    for (int i = 0; i < values.length; i++) {
      bins.addProduct(i, weight, values[i], 0);
    }
  }

  /** Adds {@code weight * values[i]^2}, not rounded, to sum i, for every i. */
  public void addWeightedSquares(double weight, double[] values) {
    requireSize(values);
    count(summandsOfSquare(weight));
    for (int i = 0; i < values.length; i++) {
      square(i, weight, values[i]);
    }
  }

  /** Adds {@code weight * value^2}, not rounded, to sum {@code i}. */
  public void addWeightedSquare(int i, double weight, double value) {
    count(summandsOfSquare(weight));
    square(i, weight, value);
  }

  static int summandsOfSquare(double weight) {
    return weight == 1 ? 1 : 2;
  }

  private void square(int i, double weight, double value) {
    if (weight == 1) {
      bins.addProduct(i, value, value, 0);
    } else {
      addScaledSquare(i, weight, value, 0);
    }
  }

  /** Adds weight (x 2^scale)^2: in [1, 4) a square and what its rounding lost are both exact. */
  private void addScaledSquare(int i, double weight, double x, int scale) {
    long bits = Double.doubleToRawLongBits(x);
    if (Significand.isUnusual(bits)) {
      if (Significand.isSubnormal(x)) {
        addScaledSquare(i, weight, x * Significand.LIFT, scale - Significand.LIFT_EXPONENT);
      }
      return;
    }
    double unit = Significand.unit(bits);
    double square = unit * unit;
    int exponent = 2 * (Significand.exponent(bits) + scale);
    bins.addProduct(i, weight, square, exponent);
    bins.addProduct(i, weight, Math.fma(unit, unit, -square), exponent);
  }

  /** Adds the sums of {@code that}, which must have the same size and width; returns this. */
  public ExactSums merge(ExactSums that) {
    if (that.size() != size() || that.bins.width() != bins.width()) {
      throw new IllegalArgumentException("sums of " + this + " and " + that + " do not merge");
    }
    summands = counted(that.summands);
    bins.merge(that.bins);
    return this;
  }

  /** Some of the sums on their own: sum i is sum {@code at[i]} of this. */
  public ExactSums picked(int... at) {
    ExactSums picked = new ExactSums(at.length, bins.width());
    if (picked.bins.pick(bins, at)) {
      picked.summands = summands;
    }
    return picked;
  }

  /** Sum {@code i}, rounded once to the nearest double; infinite when it lies outside the range. */
  public double value(int i) {
    return bins.isEmpty(i) ? 0 : bins.rounded(i);
  }

  /** All sums, each rounded once to the nearest double. */
  public double[] values() {
    double[] values = new double[size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(i);
    }
    return values;
  }

  /** Sum {@code i} as an integer times a power of two. */
  public Scaled scaled(int i) {
    return bins.isEmpty(i) ? Scaled.ZERO : bins.exact(i);
  }

  /** "size x width". */
  @Override
  public String toString() {
    return size() + " x " + bins.width();
  }

  /** Counts summands, every component receiving as many or fewer. */
  void count(long more) {
    summands = counted(more);
    bins.allocate();
  }

  private long counted(long more) {
    if (summands + more > MAX_SUMMANDS) {
      throw new ArithmeticException("an exact sum takes fewer than 2^31 summands");
    }
    return summands + more;
  }

  private void requireSize(double[] values) {
    if (values.length != size()) {
      throw new IllegalArgumentException(
          "expected " + size() + " values, but were " + values.length);
    }
  }
}
