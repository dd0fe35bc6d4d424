package dev.descent.encode;

import dev.descent.math.SparseVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the features stand that columns make of numbers, missing values and categories.
 *
 * <p>They stand in the order of the columns: a number, behind it its indicator, and the categories
 * of a column in their order. With a polynomial the monomials of all numbers stand first; the
 * indicators and categories, which take no part in it, follow in the order of the columns. Hashed
 * columns are the last ones and share the last features.
 */
final class Placement {
  private static final int NONE = -1;

  /** Absent if the numbers stay as they are. */
  private final @Nullable Monomials monomials;

  /** Of every column its number or the first of its categories; NONE of a number in monomials. */
  private final int[] at;

  /** Of every column where its indicator is; NONE if there is none. */
  private final int[] indicator;

  private final boolean[] categorical;
  private final double[] fill;

  /** The code of the first category that has a feature. */
  private final int[] first;

  /** How many features the categories of a column have. */
  private final int[] sizes;

  private final HashedFeatures hashed;

  private final List<String> names;

  private Placement(List<Column> all, @Nullable Monomials monomials, List<String> names) {
    List<Column> columns = all.stream().filter(column -> !(column instanceof Hashed)).toList();
    this.monomials = monomials;
    this.at = filled(columns.size());
    this.indicator = filled(columns.size());
    this.categorical = new boolean[columns.size()];
    this.fill = new double[columns.size()];
    this.first = new int[columns.size()];
    this.sizes = new int[columns.size()];
    List<String> listed = listed(columns, names);
    this.hashed = HashedFeatures.of(all, listed.size());
    this.names = requireDistinct(listed, hashed.size());
  }

  private List<String> listed(List<Column> columns, List<String> before) {
    List<String> all = new ArrayList<>(before);
    for (int j = 0; j < columns.size(); j++) {
      if (columns.get(j) instanceof Categorical column) {
        categorical[j] = true;
        at[j] = all.size();
        first[j] = column.first();
        sizes[j] = column.size();
        all.addAll(column.features());
      } else if (columns.get(j) instanceof Numeric column) {
        fill[j] = column.fill();
        add(column, j, all);
      }
    }
    return List.copyOf(all);
  }

  private void add(Numeric column, int j, List<String> all) {
    if (monomials == null) {
      at[j] = all.size();
      all.add(column.name());
    }
    if (column.indicator()) {
      indicator[j] = all.size();
      all.add(column.indicatorName());
    }
  }

  private static int[] filled(int columns) {
    int[] places = new int[columns];
    Arrays.fill(places, NONE);
    return places;
  }

  /**
   * The features of these columns.
   *
   * @throws IllegalArgumentException if the polynomial has no column or makes too many features, or
   *     two features have one name, or hashed columns differ in size or are not the last ones
   */
  static Placement of(List<Column> columns, Polynomial polynomial) {
    List<String> numbers =
        columns.stream().filter(Numeric.class::isInstance).map(Column::name).toList();
    if (!polynomial.expands()) {
      return new Placement(columns, null, List.of());
    }
    if (numbers.isEmpty()) {
      throw new IllegalArgumentException(
          "features.polynomial is of numeric columns, but there is none; leave it out");
    }
    Monomials monomials = Monomials.of(polynomial, numbers.size());
    return new Placement(columns, monomials, monomials.names(numbers));
  }

  private static List<String> requireDistinct(List<String> listed, int hashed) {
    FeatureNames all = new FeatureNames(listed, hashed);
    Set<String> found = new HashSet<>();
    for (String name : listed) {
      if (!found.add(name) || all.isHashed(name)) {
        throw new IllegalArgumentException(
            "the columns make two features named "
                + name
                + "; rename a column or leave one out (features.exclude)");
      }
    }
    return hashed == 0 ? listed : all;
  }

  /** The names of the features [d]. */
  List<String> names() {
    return names;
  }

  /** How many of them are those of hashed columns. */
  int hashedFeatures() {
    return hashed.size();
  }

  /**
   * Writes the features [d] of a row; a missing number that nothing fills, a refused category and a
   * code that its column does not have are NaN.
   *
   * @param raw overwritten
   */
  void apply(double[] raw, double divideBy, double[] into) {
    Arrays.fill(into, 0);
    int numbers = 0;
    for (int j = 0; j < at.length; j++) {
      if (categorical[j]) {
        place(raw[j], j, into);
        continue;
      }
      double value = raw[j];
      if (Double.isNaN(value)) {
        value = fill[j];
        if (indicator[j] != NONE) {
          into[indicator[j]] = 1;
        }
      }
      value /= divideBy;
      if (monomials == null) {
        into[at[j]] = value;
      } else {
        // No column stands further left than its number among the numbers.
        raw[numbers++] = value;
      }
    }
    if (monomials != null) {
      monomials.expand(raw, into);
    }
    hashed.apply(raw, into);
  }

  private void place(double code, int j, double[] into) {
    if (!(code >= Categorical.NONE && code < first[j] + sizes[j])) {
      into[at[j]] = Double.NaN;
    } else if (code >= first[j]) {
      into[at[j] + (int) code - first[j]] = 1;
    }
  }

  /** Writes the features of a row that are not 0, as above; there is no polynomial. */
  void apply(double[] raw, double divideBy, SparseVector into) {
    for (int j = 0; j < at.length; j++) {
      if (categorical[j]) {
        place(raw[j], j, into);
        continue;
      }
      boolean missing = Double.isNaN(raw[j]);
      into.add(at[j], (missing ? fill[j] : raw[j]) / divideBy);
      if (missing && indicator[j] != NONE) {
        into.add(indicator[j], 1);
      }
    }
    hashed.apply(raw, into);
  }

  private void place(double code, int j, SparseVector into) {
    if (!(code >= Categorical.NONE && code < first[j] + sizes[j])) {
      into.add(at[j], Double.NaN);
    } else if (code >= first[j]) {
      into.add(at[j] + (int) code - first[j], 1);
    }
  }
}
