package dev.descent.math;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What is to be known of many columns that are mostly 0, or of a range of them: their moments, the
 * largest absolute value of each, and how many entries are not 0. Mergeable, and the same for any
 * order of the rows.
 */
public final class SparseMoments implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Columns whose sums stay in the caches whatever the order of the entries. */
  private static final int MOST_IN_CACHE = 1 << 12;

  private final int first;
  private final Moments moments;
  private double[] largest = {};
  private long rows;
  private long entries;

  /** Of no rows with {@code columns} columns. */
  public SparseMoments(int columns) {
    this(0, columns);
  }

  /** Of no rows, for {@code columns} of their columns that begin with column {@code first}. */
  public SparseMoments(int first, int columns) {
    this.first = first;
    this.moments = Moments.ofSparse(columns);
  }

  /** About how many bytes those of some rows take in memory and on the wire. */
  public static long bytes(int columns) {
    return (long) columns * (Moments.SPARSE_BYTES + Double.BYTES);
  }

  /** Adds a row of finite values with a finite weight >= 0. */
  public void add(SparseVector row, double weight) {
    addTo(this::add, row, weight);
  }

  /** Hands the entries of a row that are in the range to {@code consumer}. */
  private void addTo(EntryBuffer.Consumer consumer, SparseVector row, double weight) {
    moments.count(weight);
    allocate();
    rows++;
    for (int e = 0; e < row.size(); e++) {
      int j = row.place(e) - first;
      if (j >= 0 && j < largest.length) {
        entries++;
        consumer.accept(j, row.value(e), weight);
      }
    }
  }

  private void add(int j, double value, double weight) {
    moments.addCounted(j, value, weight);
    largest[j] = Math.max(largest[j], Math.abs(value));
  }

  /** Takes many rows one after the other, of which the last ones are added when it is closed. */
  public final class Rows implements AutoCloseable {
    private final @Nullable EntryBuffer buffer =
        moments.columns() > MOST_IN_CACHE
            ? new EntryBuffer(moments.columns(), SparseMoments.this::add)
            : null;

    /** Adds a row of finite values with a finite weight >= 0. */
    public void add(SparseVector row, double weight) {
      if (buffer == null) {
        SparseMoments.this.add(row, weight);
      } else {
        addTo(buffer::add, row, weight);
      }
    }

    @Override
    public void close() {
      if (buffer != null) {
        buffer.flush();
      }
    }
  }

  /**
   * Adds rows column by column, with the bits that {@link #add} gives row by row.
   *
   * @param weights of the rows, finite and >= 0, or more
   * @param count how many rows there are
   * @param columnReader of all their columns
   */
  public void addColumns(double[] weights, int count, Moments.ColumnReader columnReader) {
    if (count == 0) {
      return;
    }
    allocate();
    moments.addColumns(weights, count, j -> noted(j, columnReader.read(first + j), count));
    rows += count;
  }

  private double[] noted(int j, double[] values, int count) {
    // Bits of numbers >= 0 are in the order of the numbers, and compared in less time.
    long most = Double.doubleToRawLongBits(largest[j]);
    int filled = 0;
    for (int i = 0; i < count; i++) {
      long absolute = Double.doubleToRawLongBits(values[i]) & Long.MAX_VALUE;
      most = Math.max(most, absolute);
      filled += absolute == 0 ? 0 : 1;
    }
    largest[j] = Double.longBitsToDouble(most);
    entries += filled;
    return values;
  }

  private void allocate() {
    if (largest.length == 0) {
      largest = new double[moments.columns()];
    }
  }

  /** Adds the rows of {@code that}; returns this. */
  public SparseMoments merge(SparseMoments that) {
    moments.merge(that.moments);
    if (that.largest.length > 0) {
      allocate();
      for (int j = 0; j < largest.length; j++) {
        largest[j] = Math.max(largest[j], that.largest[j]);
      }
    }
    rows += that.rows;
    entries += that.entries;
    return this;
  }

  /** The first column of the range. */
  int first() {
    return first;
  }

  /** Weighted mean and deviation of every column of the range. */
  Moments moments() {
    return moments;
  }

  /** The largest absolute value of column {@code j} of the range; 0 if it has no entry. */
  double largest(int j) {
    return largest.length == 0 ? 0 : largest[j];
  }

  /** How many rows. */
  long rows() {
    return rows;
  }

  /** How many entries are not 0. */
  long entries() {
    return entries;
  }
}
