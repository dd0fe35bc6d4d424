package dev.descent.encode;

import dev.descent.math.SparseVector;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a raw row before standardization: the named columns in their order, numbers
 * divided by a constant and expanded to the monomials of a polynomial, categories turned into
 * features of 0 and 1, or added to the features that all hashed columns share.
 *
 * <p>The features stand in the order of the columns: a number, behind it the indicator of its
 * missing values, and the categories of a column in their order. With a polynomial the monomials of
 * all numbers stand first; those of hashed columns, which are the last columns, stand behind all
 * others.
 *
 * <p>A column of vectors stands alone; its numbers take the place of columns of numbers.
 */
public final class Expansion implements Serializable {
  private static final long serialVersionUID = 1L;

  private final List<Column> inputs;
  private final double divideBy;
  private final Polynomial polynomial;
  private final transient List<String> columns;

  /** Absent if there is something beside numbers that are all there, or no polynomial. */
  private final transient @Nullable Monomials monomials;

  /** Absent if there are only numbers that are all there. */
  private final transient @Nullable Placement placement;

  /** Absent if there is no column of vectors. */
  private final transient @Nullable Vector vector;

  private final transient List<String> features;

  /**
   * The expansion of columns of numbers, none of which may be missing.
   *
   * @param columns their names
   * @param divideBy what each of them is divided by, not 0
   * @throws IllegalArgumentException if the polynomial makes too many features, or two of one name
   */
  public Expansion(List<String> columns, double divideBy, Polynomial polynomial) {
    this(divideBy, polynomial, Column.numbers(columns));
  }

  private Expansion(double divideBy, Polynomial polynomial, List<Column> inputs) {
    if (divideBy == 0 || !Double.isFinite(divideBy)) {
      throw new IllegalArgumentException("divide-by must be finite and not 0, but was " + divideBy);
    }
    this.inputs = List.copyOf(inputs);
    this.columns = inputs.stream().map(Column::name).toList();
    this.divideBy = divideBy;
    this.polynomial = polynomial;
    this.vector = vector(this.inputs);
    boolean mixed = vector == null && !inputs.stream().allMatch(Expansion::isPlain);
    this.placement = mixed ? Placement.of(this.inputs, polynomial) : null;
    this.monomials = !mixed && polynomial.expands() ? Monomials.of(polynomial, numbers()) : null;
    this.features = names();
  }

  private static @Nullable Vector vector(List<Column> inputs) {
    for (Column column : inputs) {
      if (column instanceof Vector found) {
        if (inputs.size() > 1) {
          throw new IllegalArgumentException(
              "column " + found.name() + " holds vectors and cannot stand beside other columns");
        }
        return found;
      }
    }
    return null;
  }

  private List<String> names() {
    if (placement != null) {
      return placement.names();
    }
    List<String> numbers = vector == null ? columns : vector.features();
    return monomials == null ? numbers : monomials.names(numbers);
  }

  /**
   * The expansion of columns of any kind.
   *
   * @param divideBy what each number is divided by, not 0
   * @param polynomial of the numbers
   * @throws IllegalArgumentException if the polynomial makes too many features or has no number,
   *     two features have one name, a column of vectors is not the only one, or hashed columns
   *     differ in size or are not the last ones
   */
  public static Expansion of(List<Column> columns, double divideBy, Polynomial polynomial) {
    return new Expansion(divideBy, polynomial, columns);
  }

  private static boolean isPlain(Column column) {
    return column instanceof Numeric number && !number.mayBeMissing();
  }

  /** The plan and the names follow from the rest, so they do not travel. */
  private Object writeReplace() {
    return new Wire(inputs, divideBy, polynomial);
  }

  private record Wire(List<Column> inputs, double divideBy, Polynomial polynomial)
      implements Serializable {
    private Object readResolve() {
      return Expansion.of(inputs, divideBy, polynomial);
    }
  }

  /** The names of the columns that a raw row is read from. */
  public List<String> columns() {
    return columns;
  }

  /** These columns and how their numbers in a raw row are read. */
  public List<Column> inputs() {
    return inputs;
  }

  /** The names of the columns of numbers none of which may be missing. */
  public List<String> required() {
    return inputs.stream().filter(Expansion::isPlain).map(Column::name).toList();
  }

  /** How many numbers a raw row has: one for each column, or those of its vector. */
  public int numbers() {
    return vector == null ? columns.size() : vector.size();
  }

  /** The column of vectors, if a raw row is one. */
  public Optional<Vector> vector() {
    return Optional.ofNullable(vector);
  }

  /** Whether all columns are numbers, none of which may be missing. */
  public boolean isPlain() {
    return placement == null && vector == null;
  }

  /** What the raw values are divided by. */
  public double divideBy() {
    return divideBy;
  }

  /** The polynomial, if it makes anything beside the columns themselves. */
  public Optional<Polynomial> polynomial() {
    return Optional.of(polynomial).filter(Polynomial::expands);
  }

  /** The names of the features [d]; those of a vector are made when they are asked for. */
  public List<String> features() {
    return features;
  }

  /** How many of the features, which are the last ones, are those of hashed columns. */
  public int hashedFeatures() {
    return placement == null ? 0 : placement.hashedFeatures();
  }

  /**
   * An array for the features [d] of rows whose raw values arrive in {@code raw}: that array itself
   * if every column is a feature as it is.
   */
  public double[] roomFor(double[] raw) {
    return keepsColumns() ? raw : new double[features.size()];
  }

  /**
   * Turns the raw values [numbers] of a row into features [d].
   *
   * @param raw overwritten
   * @param into of {@link #roomFor}, for any number of rows
   * @return whether all of them are finite
   */
  public boolean apply(double[] raw, double[] into) {
    if (placement != null) {
      placement.apply(raw, divideBy, into);
    } else {
      applyPlain(raw, into);
    }
    boolean finite = true;
    for (double feature : into) {
      finite &= Math.abs(feature) <= Double.MAX_VALUE;
    }
    return finite;
  }

  /**
   * Turns the raw values [numbers] of a row into the features that are not 0, without a polynomial.
   *
   * @param raw overwritten
   * @return whether all of them are finite
   */
  public boolean apply(double[] raw, SparseVector into) {
    into.clear();
    if (placement != null) {
      placement.apply(raw, divideBy, into);
      return into.isFinite();
    }
    for (int j = 0; j < raw.length; j++) {
      into.add(j, raw[j] / divideBy);
    }
    return into.isFinite();
  }

  /**
   * Turns the numbers of a vector that are not 0 into features in place, without a polynomial.
   *
   * @return whether all of them are finite
   */
  public boolean apply(SparseVector vector) {
    for (int e = 0; divideBy != 1 && e < vector.size(); e++) {
      vector.set(e, vector.value(e) / divideBy);
    }
    return vector.isFinite();
  }

  private void applyPlain(double[] raw, double[] into) {
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
  }

  /** Whether every column is one feature: a number, divided. */
  public boolean keepsColumns() {
    return monomials == null && placement == null;
  }

  /**
   * Turns the first {@code rows} of these raw values of one column into the feature that it is.
   *
   * <p>Only where the expansion {@link #keepsColumns}.
   */
  public void applyToColumn(double[] values, int rows) {
    if (divideBy != 1) {
      for (int i = 0; i < rows; i++) {
        values[i] /= divideBy;
      }
    }
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

  /** The name of the first of these features that is not finite. */
  public Optional<String> notFinite(SparseVector values) {
    for (int e = 0; e < values.size(); e++) {
      if (!Double.isFinite(values.value(e))) {
        return Optional.of(features.get(values.place(e)));
      }
    }
    return Optional.empty();
  }
}
