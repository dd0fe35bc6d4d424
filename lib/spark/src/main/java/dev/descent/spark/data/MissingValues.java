package dev.descent.spark.data;

import dev.descent.encode.Categorical;
import dev.descent.encode.Column;
import dev.descent.encode.Expansion;
import dev.descent.encode.Numeric;
import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many rows miss the value of a column, where something stands in for it: a number that fills
 * it, or a category of its own. Mergeable, and the same for any order of the rows.
 */
final class MissingValues implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What is read where nothing is missed. */
  private static final double NEVER = Double.NEGATIVE_INFINITY;

  /** What is read where the value of a column is missing [numbers]; empty if it never is. */
  private final double[] signs;

  /** Empty before the first row: what no row was added to travels inside every task. */
  private long[] counts = {};

  private MissingValues(double[] signs) {
    this.signs = signs;
  }

  /** Of no rows of {@code expansion}. */
  static MissingValues of(Expansion expansion) {
    double[] signs =
        expansion.vector().isPresent()
            ? new double[0]
            : expansion.inputs().stream().mapToDouble(MissingValues::sign).toArray();
    boolean never = Arrays.stream(signs).allMatch(sign -> sign == NEVER);
    return new MissingValues(never ? new double[0] : signs);
  }

  private static double sign(Column column) {
    if (column instanceof Categorical category) {
      return category.rules().contains(Categorical.Rule.MISSING) ? category.missing() : NEVER;
    }
    return column instanceof Numeric number && number.mayBeMissing() ? Double.NaN : NEVER;
  }

  /** Adds a row by its raw values [numbers], as they are read. */
  void add(double[] raw) {
    if (counts.length < signs.length) {
      counts = new long[signs.length];
    }
    for (int j = 0; j < signs.length; j++) {
      counts[j] += Double.compare(raw[j], signs[j]) == 0 ? 1 : 0;
    }
  }

  /** Adds the rows of {@code that}. */
  void merge(MissingValues that) {
    if (counts.length == 0) {
      counts = that.counts.clone();
      return;
    }
    for (int j = 0; j < that.counts.length; j++) {
      counts[j] += that.counts[j];
    }
  }

  /** The rows that miss each of {@code columns}, where there are any, in their order. */
  Map<String, Long> rows(List<Column> columns) {
    Map<String, Long> rows = new LinkedHashMap<>();
    for (int j = 0; j < counts.length; j++) {
      if (counts[j] > 0) {
        rows.put(columns.get(j).name(), counts[j]);
      }
    }
    return rows;
  }
}
