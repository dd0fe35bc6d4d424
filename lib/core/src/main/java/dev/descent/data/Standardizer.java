package dev.descent.data;

import dev.descent.math.ColumnMoments;
import java.io.Serializable;
import java.util.Arrays;

/**
 * z_j = (x_j - mean_j) / scale_j for every column j; a column with scale 0 (a constant) becomes 0.
 *
 * <p>A score sum_j w_j z_j + b is the score sum_j (w_j / scale_j) x_j + b - sum_j w_j mean_j /
 * scale_j on the original scale.
 */
public record Standardizer(double[] means, double[] scales) implements Serializable {

  public Standardizer {
    if (means.length != scales.length) {
      throw new IllegalArgumentException(means.length + " means, but " + scales.length + " scales");
    }
    for (int j = 0; j < scales.length; j++) {
      if (!Double.isFinite(means[j])
          || !(scales[j] >= 0)
          || scales[j] == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException(
            "column "
                + j
                + " must have a finite mean and a finite scale >= 0, but has "
                + means[j]
                + ", "
                + scales[j]);
      }
    }
  }

  /** Leaves {@code columns} columns as they are. */
  public static Standardizer none(int columns) {
    double[] ones = new double[columns];
    Arrays.fill(ones, 1);
    return new Standardizer(new double[columns], ones);
  }

  /** Centred by the mean and scaled by the population standard deviation. */
  public static Standardizer centred(ColumnMoments moments) {
    return fit(moments, true);
  }

  /** Scaled by the population standard deviation, for models without an intercept. */
  public static Standardizer scaled(ColumnMoments moments) {
    return fit(moments, false);
  }

  private static Standardizer fit(ColumnMoments moments, boolean centre) {
    double[] means = centre ? moments.means() : new double[moments.columns()];
    return new Standardizer(means, moments.standardDeviations());
  }

  /** How many columns. */
  public int columns() {
    return means.length;
  }

  /** Standardizes a row in place. */
  public void apply(double[] row) {
    for (int j = 0; j < row.length; j++) {
      row[j] = scales[j] == 0 ? 0 : (row[j] - means[j]) / scales[j];
    }
  }

  /**
   * Standardizes {@code count} values of column {@code j} in place, from {@code values[from]} on.
   */
  public void applyToColumn(int j, double[] values, int from, int count) {
    double mean = means[j];
    double scale = scales[j];
    for (int i = from; i < from + count; i++) {
      values[i] = scale == 0 ? 0 : (values[i] - mean) / scale;
    }
  }

  /** Coefficients on the original scale: w_j / scale_j, and 0 for a constant column. */
  public double[] originalCoefficients(double[] coefficients) {
    double[] original = new double[columns()];
    original(0, coefficients, 0, original);
    return original;
  }

  /** The intercept on the original scale: b - sum_j w_j mean_j / scale_j. */
  public double originalIntercept(double intercept, double[] coefficients) {
    return original(intercept, coefficients, 0, new double[columns()]);
  }

  /**
   * Writes the coefficients on the original scale to {@code into}, from {@code from} on, which is
   * where they stand in {@code coefficients}; returns the intercept there.
   */
  public double original(double intercept, double[] coefficients, int from, double[] into) {
    double sum = intercept;
    for (int j = 0; j < scales.length; j++) {
      double original = scales[j] == 0 ? 0 : coefficients[from + j] / scales[j];
      into[from + j] = original;
      sum = Math.fma(-original, means[j], sum);
    }
    return sum;
  }
}
