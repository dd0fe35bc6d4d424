package dev.descent.encode;

import dev.descent.math.SparseVector;
import java.util.List;

/**
 * Where the features stand that all hashed columns share.
 *
 * @param column the first of these columns, which are the last ones
 * @param at the first of the features
 * @param size how many features there are; 0 if no column is hashed
 */
record HashedFeatures(int column, int at, int size) {

  /**
   * Those of {@code columns}, from the {@code at}-th feature.
   *
   * @throws IllegalArgumentException if their sizes differ, or another column follows one of them
   */
  static HashedFeatures of(List<Column> columns, int at) {
    int size = 0;
    int first = columns.size();
    for (int j = 0; j < columns.size(); j++) {
      if (columns.get(j) instanceof Hashed hashed) {
        if (size > 0 && size != hashed.size()) {
          throw new IllegalArgumentException(
              "hashed columns must be of one size, but were of " + size + " and " + hashed.size());
        }
        size = hashed.size();
        first = Math.min(first, j);
      } else if (size > 0) {
        throw new IllegalArgumentException(
            "hashed columns must be the last ones, but "
                + columns.get(j).name()
                + " follows "
                + columns.get(j - 1).name());
      }
    }
    return new HashedFeatures(first, at, size);
  }

  /** Adds the values of a row; a refused value and a code that a column does not have are NaN. */
  void apply(double[] raw, double[] into) {
    for (int j = column; j < raw.length; j++) {
      double place = Math.abs(raw[j]) - 1;
      if (place >= 0 && place < size) {
        into[at + (int) place] += Math.signum(raw[j]);
      } else {
        into[at] = Double.NaN;
      }
    }
  }

  /** The same behind the other features that are not 0. */
  void apply(double[] raw, SparseVector into) {
    for (int j = column; j < raw.length; j++) {
      double place = Math.abs(raw[j]) - 1;
      if (place >= 0 && place < size) {
        into.addTo(at + (int) place, Math.signum(raw[j]));
      } else {
        into.addTo(at, Double.NaN);
      }
    }
  }
}
