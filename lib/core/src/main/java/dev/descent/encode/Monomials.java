package dev.descent.encode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The plan by which a polynomial is computed: every monomial is an earlier one, its parent, times
 * one column, so that it is rounded once and always in the same way: a^2 b = (a a) b.
 */
final class Monomials {
  /** The parent of the bias and of the columns themselves, and the column of the bias. */
  private static final int NONE = -1;

  private final int columns;

  /** Where the columns themselves stand: behind the bias. */
  private final int first;

  private final int[] parent;
  private final int[] column;

  private Monomials(int columns, int first, int[] parent, int[] column) {
    this.columns = columns;
    this.first = first;
    this.parent = parent;
    this.column = column;
  }

  /**
   * The monomials of {@code columns} columns.
   *
   * @throws IllegalArgumentException if there are more than {@link Polynomial#MAX_FEATURES}
   */
  static Monomials of(Polynomial polynomial, int columns) {
    int size = polynomial.boundedFeatures(columns);
    int[] parent = new int[size];
    int[] column = new int[size];
    int first = polynomial.bias() ? 1 : 0;
    if (polynomial.bias()) {
      parent[0] = NONE;
      column[0] = NONE;
    }
    for (int j = 0; j < columns; j++) {
      parent[first + j] = NONE;
      column[first + j] = j;
    }
    // A product goes on with its last column or a later one, which gives each product once.
    int later = polynomial.interactionsOnly() ? 1 : 0;
    int at = first + columns;
    for (int p = first; at < size; p++) {
      for (int j = column[p] + later; j < columns; j++) {
        parent[at] = p;
        column[at++] = j;
      }
    }
    return new Monomials(columns, first, parent, column);
  }

  /** How many monomials, d. */
  int size() {
    return parent.length;
  }

  /** Computes the monomials [d] of {@code values} [columns], which may overflow. */
  void expand(double[] values, double[] into) {
    if (first == 1) {
      into[0] = 1;
    }
    System.arraycopy(values, 0, into, first, columns);
    for (int t = first + columns; t < parent.length; t++) {
      into[t] = into[parent[t]] * values[column[t]];
    }
  }

  /**
   * The names [d] of the monomials of columns with these names: "1", "a", "a^2 b".
   *
   * @throws IllegalArgumentException if two monomials have one name, as the column "a^2" and the
   *     square of "a" have
   */
  List<String> names(List<String> columnNames) {
    List<String> names = named(columnNames);
    Map<String, Integer> found = new HashMap<>();
    for (int t = 0; t < names.size(); t++) {
      Integer other = found.putIfAbsent(names.get(t), t);
      if (other != null) {
        List<String> quoted = named(columnNames.stream().map(name -> "\"" + name + "\"").toList());
        throw new IllegalArgumentException(
            "features.polynomial makes two features named "
                + names.get(t)
                + ", of "
                + quoted.get(other)
                + " and of "
                + quoted.get(t)
                + "; rename a column or leave one out (features.exclude)");
      }
    }
    return List.copyOf(names);
  }

  private List<String> named(List<String> columnNames) {
    // A name ends with a power of the last column; in front of it stands the name of the rest.
    int[] rest = new int[size()];
    int[] power = new int[size()];
    List<String> names = new ArrayList<>(size());
    for (int t = 0; t < size(); t++) {
      boolean higher = parent[t] != NONE && column[parent[t]] == column[t];
      rest[t] = higher ? rest[parent[t]] : parent[t];
      power[t] = higher ? power[parent[t]] + 1 : 1;
      String last = column[t] == NONE ? "1" : columnNames.get(column[t]);
      names.add(
          (rest[t] == NONE ? "" : names.get(rest[t]) + " ")
              + last
              + (power[t] == 1 ? "" : "^" + power[t]));
    }
    return names;
  }
}
