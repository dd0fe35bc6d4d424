package dev.descent.spark.data;

import dev.descent.data.Standardizer;

/** The features of some rows, column by column. */
final class FeatureBlock {
  /** So many numbers that they stay in the second-level cache. */
  private static final int ROOM = 1 << 16;

  /** Columns that begin a power of two apart would share a few lines of the first-level cache. */
  private static final int APART = 8;

  private final int columns;
  private final int rows;
  private final int stride;
  private final double[] values;

  /** Room for {@code columns} features of as many rows as are read at a time, at least one. */
  FeatureBlock(int columns) {
    this.columns = columns;
    this.rows = Math.max(1, Math.min(NumberBlock.MOST_ROWS, ROOM / Math.max(1, columns)));
    this.stride = rows + APART;
    this.values = new double[Math.multiplyExact(columns, stride)];
  }

  /** At most how many rows there are. */
  int rows() {
    return rows;
  }

  /** Sets column {@code j} of {@code count} rows, from row {@code first} on. */
  void setColumn(int j, int first, double[] from, int count) {
    System.arraycopy(from, 0, values, j * stride + first, count);
  }

  /** Sets row {@code i}. */
  void setRow(int i, double[] row) {
    for (int j = 0; j < columns; j++) {
      values[j * stride + i] = row[j];
    }
  }

  /** Standardizes the first {@code count} rows. */
  void standardize(Standardizer standardizer, int count) {
    for (int j = 0; j < columns; j++) {
      standardizer.applyToColumn(j, values, j * stride, count);
    }
  }

  /** Copies column {@code j} of the first {@code count} rows. */
  void copyColumn(int j, double[] into, int count) {
    System.arraycopy(values, j * stride, into, 0, count);
  }
}
