package dev.descent.jobs.spec;

/**
 * The section {@code features.polynomial}: products of features take the place of the features.
 *
 * @param degree the most factors of a product, from 1 to {@value #HIGHEST}
 * @param interactionsOnly whether no feature is multiplied by itself
 * @param bias whether the constant 1 is a feature too
 */
public record PolynomialSpec(int degree, boolean interactionsOnly, boolean bias) {
  static final int HIGHEST = 64;

  public PolynomialSpec {
    if (degree < 1 || degree > HIGHEST) {
      throw new IllegalArgumentException(
          "polynomial.degree must be from 1 to " + HIGHEST + ", but was " + degree);
    }
  }
}
