package dev.descent.encode;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a raw row before standardization: the named columns in their order, each divided
 * by a constant, then expanded to the monomials of a polynomial.
 */
public final class Expansion implements Serializable {
  private static final long serialVersionUID = 1L;

  private final List<String> columns;
  private final double divideBy;
  private final Polynomial polynomial;

  /** Absent if the columns stay as they are. */
  private final transient @Nullable Monomials monomials;

  private final transient List<String> features;

  /**
   * The expansion of columns.
   *
   * @param columns their names
   * @param divideBy what each of them is divided by, not 0
   * @throws IllegalArgumentException if the polynomial makes too many features, or two of one name
   */
  public Expansion(List<String> columns, double divideBy, Polynomial polynomial) {
    if (divideBy == 0 || !Double.isFinite(divideBy)) {
      throw new IllegalArgumentException("divide-by must be finite and not 0, but was " + divideBy);
    }
    this.columns = List.copyOf(columns);
    this.divideBy = divideBy;
    this.polynomial = polynomial;
    this.monomials = polynomial.expands() ? Monomials.of(polynomial, columns.size()) : null;
    this.features = monomials == null ? this.columns : monomials.names(this.columns);
  }

  /** The plan and the names follow from the rest, so they do not travel. */
  private Object writeReplace() {
    return new Wire(columns, divideBy, polynomial);
  }

  private record Wire(List<String> columns, double divideBy, Polynomial polynomial)
      implements Serializable {
    private Object readResolve() {
      return new Expansion(columns, divideBy, polynomial);
    }
  }

  /** The names of the columns that a raw row is read from. */
  public List<String> columns() {
    return columns;
  }

  /** What the raw values are divided by. */
  public double divideBy() {
    return divideBy;
  }

  /** The polynomial, if it makes anything beside the columns themselves. */
  public Optional<Polynomial> polynomial() {
    return Optional.of(polynomial).filter(Polynomial::expands);
  }

  /** The names of the features [d]. */
  public List<String> features() {
    return features;
  }

  /**
   * An array for the features [d] of rows whose raw values arrive in {@code raw}: that array itself
   * if nothing is expanded.
   */
  public double[] roomFor(double[] raw) {
    return monomials == null ? raw : new double[monomials.size()];
  }

  /**
   * Turns the raw values [columns] of a row into features [d].
   *
   * @param raw divided in place
   * @param into of {@link #roomFor}, for any number of rows
   * @return whether all of them are finite
   */
  public boolean apply(double[] raw, double[] into) {
    if (divideBy != 1) {
      for (int j = 0; j < raw.length; j++) {
        raw[j] /= divideBy;
      }
    }
    if (monomials != null) {
      monomials.expand(raw, into);
    } else if (into != raw) {
      System.arraycopy(raw, 0, into, 0, raw.length);
    }
    boolean finite = true;
    for (double feature : into) {
      finite &= Math.abs(feature) <= Double.MAX_VALUE;
    }
    return finite;
  }

  /** The name of the first of these features [d] that is not finite. */
  public Optional<String> notFinite(double[] values) {
    for (int j = 0; j < values.length; j++) {
      if (!Double.isFinite(values[j])) {
        return Optional.of(features.get(j));
      }
    }
    return Optional.empty();
  }
}
