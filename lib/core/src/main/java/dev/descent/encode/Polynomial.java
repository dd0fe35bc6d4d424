package dev.descent.encode;

import java.io.Serializable;
import java.math.BigInteger;

/**
 * Which products of columns are features: of two columns a, b up to degree 2 these are a, b, a^2, a
 * b, b^2.
 *
 * <p>The features stand by degree, and within a degree by the indices of their columns in
 * lexicographic order; this is the order of scikit-learn's PolynomialFeatures. Of c columns up to
 * degree g there are C(c + g, g) - 1 features, or sum over k = 1 .. g of C(c, k) where a column
 * enters a product once only, and one more with a bias.
 *
 * <p>The bias is a column that is 1 in every row. Standardized it is a constant column like any
 * other: its scale is 0, it becomes 0, and its coefficient is 0.
 *
 * @param degree of the longest products
 * @param interactionsOnly whether a column enters a product once only: a b, but no a^2
 * @param bias whether a feature "1" stands before all others
 */
public record Polynomial(int degree, boolean interactionsOnly, boolean bias)
    implements Serializable {
  /** More features than this are refused before anything is allocated for them. */
  public static final int MAX_FEATURES = 1_000_000;

  public Polynomial {
    if (degree < 1 || degree > MAX_FEATURES) {
      throw new IllegalArgumentException(
          "features.polynomial.degree must be 1 to " + MAX_FEATURES + ", but was " + degree);
    }
  }

  /** The columns as they are. */
  public static Polynomial none() {
    return ofDegree(1);
  }

  /** All products of up to {@code degree} columns, without a bias. */
  public static Polynomial ofDegree(int degree) {
    return new Polynomial(degree, false, false);
  }

  /** The same without powers of a column. */
  public Polynomial ofInteractionsOnly() {
    return new Polynomial(degree, true, bias);
  }

  /** The same with a leading feature "1". */
  public Polynomial withBias() {
    return new Polynomial(degree, interactionsOnly, true);
  }

  /** Whether there is anything beside the columns themselves. */
  public boolean expands() {
    return degree > 1 || bias;
  }

  /** How many features {@code columns} columns make; {@link Long#MAX_VALUE} stands for more. */
  public long features(int columns) {
    BigInteger products = interactionsOnly ? subsets(columns) : multisets(columns);
    if (products.bitLength() >= Long.SIZE) {
      return Long.MAX_VALUE;
    }
    return bias ? products.longValue() : products.longValue() - 1;
  }

  /**
   * How many features {@code columns} columns make.
   *
   * @throws IllegalArgumentException if there are more than {@link #MAX_FEATURES}
   */
  int boundedFeatures(int columns) {
    long features = features(columns);
    if (features > MAX_FEATURES) {
      throw new IllegalArgumentException(
          "features.polynomial of degree "
              + degree
              + " makes "
              + (features == Long.MAX_VALUE ? "more than 10^18" : features)
              + " features of "
              + columns
              + (columns == 1 ? " column" : " columns")
              + ", but at most "
              + MAX_FEATURES
              + " are possible; lower features.polynomial.degree"
              + (interactionsOnly ? "" : ", set features.polynomial.interactions-only")
              + " or take fewer columns");
    }
    return (int) features;
  }

  /**
   * C(columns + degree, degree), or an intermediate product that is too large for a long; each step
   * is exact and at least doubles.
   */
  private BigInteger multisets(int columns) {
    long larger = Math.max(columns, degree);
    BigInteger product = BigInteger.ONE;
    for (int i = 1; i <= Math.min(columns, degree) && product.bitLength() < Long.SIZE; i++) {
      product = product.multiply(BigInteger.valueOf(larger + i)).divide(BigInteger.valueOf(i));
    }
    return product;
  }

  /**
   * The sum of C(columns, k) over k = 0 .. degree, or a part of it that is too large for a long.
   */
  private BigInteger subsets(int columns) {
    BigInteger ofSizeK = BigInteger.ONE;
    BigInteger sum = BigInteger.ONE;
    for (int k = 1; k <= Math.min(columns, degree) && sum.bitLength() < Long.SIZE; k++) {
      ofSizeK = ofSizeK.multiply(BigInteger.valueOf(columns - k + 1)).divide(BigInteger.valueOf(k));
      sum = sum.add(ofSizeK);
    }
    return sum;
  }
}
