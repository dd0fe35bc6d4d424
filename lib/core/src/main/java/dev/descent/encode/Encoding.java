package dev.descent.encode;

import dev.descent.data.Standardizer;
import java.io.Serializable;
import java.util.List;

/**
 * How the features of a row are made: the named numeric columns in their order, each divided by a
 * constant, then standardized.
 *
 * @param features d names
 * @param divideBy not 0
 * @param standardizer of the divided values
 */
public record Encoding(List<String> features, double divideBy, Standardizer standardizer)
    implements Serializable {

  public Encoding {
    features = List.copyOf(features);
    if (divideBy == 0 || !Double.isFinite(divideBy)) {
      throw new IllegalArgumentException("divide-by must be finite and not 0, but was " + divideBy);
    }
    if (standardizer.columns() != features.size()) {
      throw new IllegalArgumentException(
          features.size()
              + " features, but a standardizer of "
              + standardizer.columns()
              + " columns");
    }
  }

  /** Divides the raw values [d] in place: what standardization is fitted on. */
  public static void divide(double[] row, double divideBy) {
    if (divideBy != 1) {
      for (int j = 0; j < row.length; j++) {
        row[j] /= divideBy;
      }
    }
  }

  /** Turns the raw values [d] of a row into features, in place. */
  public void apply(double[] row) {
    divide(row, divideBy);
    standardizer.apply(row);
  }
}
