package dev.descent.encode;

import dev.descent.data.Standardizer;
import java.io.Serializable;
import java.util.List;

/**
 * How the features of a row are made: numbers divided by a constant and expanded to a polynomial
 * where there is one, categories turned into features of 0 and 1, then all of them standardized.
 *
 * <p>A feature that is the same in all training rows, the bias of a polynomial among them, has
 * scale 0: it becomes 0 and nothing is divided by its scale, so its coefficient is 0.
 *
 * @param expansion of the raw values to d features
 * @param standardizer of the expanded values
 */
public record Encoding(Expansion expansion, Standardizer standardizer) implements Serializable {

  public Encoding {
    if (standardizer.columns() != expansion.features().size()) {
      throw new IllegalArgumentException(
          expansion.features().size()
              + " features, but a standardizer of "
              + standardizer.columns()
              + " columns");
    }
  }

  /** The encoding of columns of numbers that are features as they are. */
  public Encoding(List<String> features, double divideBy, Standardizer standardizer) {
    this(new Expansion(features, divideBy, Polynomial.none()), standardizer);
  }

  /** The names of the columns that a raw row is read from. */
  public List<String> columns() {
    return expansion.columns();
  }

  /** The names of the features [d]. */
  public List<String> features() {
    return expansion.features();
  }

  /**
   * Turns the raw values [columns] of a row into features [d].
   *
   * @param raw overwritten
   * @param into of {@link Expansion#roomFor}, for any number of rows
   * @return whether all of them are finite; if not, they are left as the expansion made them
   */
  public boolean apply(double[] raw, double[] into) {
    boolean finite = expansion.apply(raw, into);
    if (finite) {
      standardizer.apply(into);
    }
    return finite;
  }
}
