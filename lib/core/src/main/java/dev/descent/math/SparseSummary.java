package dev.descent.math;

import java.io.Serializable;

/**
 * What is left of {@link SparseMoments} when all rows are in: three numbers a column, a quarter of
 * what their sums take.
 */
public final class SparseSummary implements ColumnMoments, Serializable {
  private static final long serialVersionUID = 1L;

  /** How many bytes a column takes. */
  public static final int BYTES = 3 * Double.BYTES;

  private final double[] means;
  private final double[] deviations;
  private final double[] largest;
  private final long rows;
  private long entries;

  /** With the figures of the columns that {@code first} is of, which may be some of them. */
  public SparseSummary(int columns, SparseMoments first) {
    means = new double[columns];
    deviations = new double[columns];
    largest = new double[columns];
    rows = first.rows();
    put(first);
  }

  /** Takes the figures of a range of columns of the same rows. */
  public void put(SparseMoments range) {
    if (range.rows() != rows) {
      throw new IllegalArgumentException(range.rows() + " rows in place of " + rows);
    }
    Moments moments = range.moments();
    for (int j = 0; j < moments.columns(); j++) {
      int column = range.first() + j;
      means[column] = moments.mean(j);
      deviations[column] = moments.standardDeviation(j);
      largest[column] = range.largest(j);
    }
    entries += range.entries();
  }

  @Override
  public int columns() {
    return means.length;
  }

  @Override
  public double[] means() {
    return means;
  }

  @Override
  public double[] standardDeviations() {
    return deviations;
  }

  /** The largest absolute value of column {@code j}; 0 if it has no entry. */
  public double largest(int j) {
    return largest[j];
  }

  /** How many rows. */
  public long rows() {
    return rows;
  }

  /** How many entries are not 0. */
  public long entries() {
    return entries;
  }

  /** The share of entries that are not 0; 0 without rows. */
  public double density() {
    return rows == 0 ? 0 : (double) entries / rows / columns();
  }
}
