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
 * @param form in which the features of a row are written down
 */
public record Encoding(Expansion expansion, Standardizer standardizer, Form form)
    implements Serializable {

  /** How the features of a row are written down. */
  public enum Form {
    /** All of them, standardized. */
    DENSE,
    /**
     * Those that are not 0, not standardized: coefficients on their original scale go with them.
     */
    SPARSE
  }

  public Encoding {
    if (form == Form.SPARSE && expansion.polynomial().isPresent()) {
      throw new IllegalArgumentException("a polynomial makes dense features, not sparse ones");
    }
    if (standardizer.columns() != expansion.features().size()) {
      throw new IllegalArgumentException(
          expansion.features().size()
              + " features, but a standardizer of "
              + standardizer.columns()
              + " columns");
    }
  }

  /** All features of a row are written down. */
  public Encoding(Expansion expansion, Standardizer standardizer) {
    this(expansion, standardizer, Form.DENSE);
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
   * Turns the raw values [{@link Expansion#numbers}] of a row into features [d].
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

  /** Room for one row after another. */
  public EncodedRow room() {
    return new EncodedRow(this);
  }

  /** Whether only features that are not 0 are written down. */
  public boolean isSparse() {
    return form == Form.SPARSE;
  }
}
