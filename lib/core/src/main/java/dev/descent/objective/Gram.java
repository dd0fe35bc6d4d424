package dev.descent.objective;

import dev.descent.data.Precision;

/**
 * The weighted mean products of features and label about a centre, and so the mean squared loss of
 * every linear model without a further look at the rows.
 */
public final class Gram {
  /** Of mean and deviation: beyond it, products about zero lose digits of those about the mean. */
  private static final double FAR = 8;

  /** The same in single precision, which has no digit to lose. */
  private static final double FAR_IN_SINGLE = 2;

  private final int columns;
  private final Precision arithmetic;
  private final double weight;
  private final double[] centre;

  /** The upper triangle, column by column, features first, then the label. */
  private final double[] products;

  private Gram(GramSum sum, double[] shift, boolean aboutMeans, Precision arithmetic) {
    int ones = sum.columns() + 1;
    columns = sum.columns();
    this.arithmetic = arithmetic;
    weight = sum.product(ones, ones);
    if (weight == 0 && arithmetic == Precision.DOUBLE) {
      throw new IllegalStateException(
          "the rows must have a weight > 0 together, but it is 0; the exact solver needs rows");
    }
    centre = new double[ones];
    products = new double[ones * (ones + 1) / 2];
    for (int k = 0; k < ones; k++) {
      double meanK = sum.product(k, ones) / weight;
      centre[k] = aboutMeans ? shift[k] + meanK : 0;
      for (int j = 0; j <= k; j++) {
        double meanJ = aboutMeans ? sum.product(j, ones) / weight : 0;
        products[at(j, k)] = Math.fma(-meanJ, meanK, sum.product(j, k) / weight);
      }
    }
  }

  /**
   * About the means of all columns, as a model with an intercept needs it.
   *
   * <p>One sum over the rows where the means are small, as those of standardized features are; else
   * a second one about the means of the first, so that no digit is lost to them. In single
   * precision that of the label does not count.
   */
  public static Gram centred(GramSource source, Precision arithmetic) {
    double[] zero = new double[source.columns() + 1];
    Gram gram = new Gram(source.about(zero, arithmetic), zero, true, arithmetic);
    boolean far =
        arithmetic == Precision.DOUBLE
            ? gram.farFromZero(FAR, gram.columns + 1)
            : gram.farFromZero(FAR_IN_SINGLE, gram.columns);
    if (!far) {
      return gram;
    }
    return new Gram(source.about(gram.centre, arithmetic), gram.centre, true, arithmetic);
  }

  /** About zero, as a model without an intercept needs it. */
  public static Gram uncentred(GramSource source, Precision arithmetic) {
    double[] zero = new double[source.columns() + 1];
    return new Gram(source.about(zero, arithmetic), zero, false, arithmetic);
  }

  private boolean farFromZero(double far, int some) {
    for (int j = 0; j < some; j++) {
      if (centre[j] * centre[j] > far * far * product(j, j)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether every product is finite; those in single precision are not either where weights are too
   * small for it.
   */
  public boolean isFinite() {
    boolean finite = true;
    for (double product : products) {
      finite &= Double.isFinite(product);
    }
    return finite;
  }

  /** d, the number of features. */
  public int columns() {
    return columns;
  }

  /** That of the products of the features. */
  public Precision arithmetic() {
    return arithmetic;
  }

  /** The sum of the rows' weights. */
  public double weight() {
    return weight;
  }

  /** What products are about: the mean of column {@code j}, or 0; column d is the label. */
  public double centre(int j) {
    return centre[j];
  }

  /** The weighted mean of (z_j - centre_j)(z_k - centre_k); column d is the label. */
  public double product(int j, int k) {
    return products[at(Math.min(j, k), Math.max(j, k))];
  }

  /**
   * The mean squared loss of a linear model with {@code parameters}, coefficients [d] and perhaps
   * an intercept.
   *
   * <p>With v = (-w, 1): v^T G v / 2 plus half the square of the mean residual.
   */
  public double meanLoss(double[] parameters) {
    double form = product(columns, columns);
    double mean = centre[columns] - (parameters.length > columns ? parameters[columns] : 0);
    for (int j = 0; j < columns; j++) {
      if (parameters[j] != 0) {
        mean = Math.fma(-parameters[j], centre[j], mean);
        double inner = Math.fma(0.5 * parameters[j], product(j, j), -product(j, columns));
        for (int k = 0; k < j; k++) {
          inner = Math.fma(parameters[k], product(k, j), inner);
        }
        form = Math.fma(2 * parameters[j], inner, form);
      }
    }
    return Math.max(form, 0) / 2 + mean * mean / 2;
  }

  /**
   * The gradient of {@link #meanLoss} at parameters that are all 0, of which there are {@code
   * count}, d or d + 1: the mean of -y x_j, and of -y for an intercept.
   */
  public double[] gradientAtZero(int count) {
    double[] gradient = new double[count];
    for (int j = 0; j < count; j++) {
      gradient[j] =
          j < columns
              ? -Math.fma(centre[j], centre[columns], product(j, columns))
              : -centre[columns];
    }
    return gradient;
  }

  private static int at(int low, int high) {
    return high * (high + 1) / 2 + low;
  }
}
