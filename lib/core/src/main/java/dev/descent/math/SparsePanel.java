package dev.descent.math;

import java.io.Serializable;

/**
 * A matrix [rows x columns] of which only the entries that are not 0 are kept: row by row or column
 * by column.
 */
public abstract sealed class SparsePanel implements Serializable permits SparseRows, SparseColumns {
  private static final long serialVersionUID = 1L;
  private static final float[] NO_SINGLES = {};
  private static final double[] NO_DOUBLES = {};

  private final int columns;
  private final boolean isSingle;
  private final double largest;

  SparsePanel(int columns, boolean isSingle, double largest) {
    this.columns = columns;
    this.isSingle = isSingle;
    this.largest = largest;
  }

  /** The same matrix as {@code that}. */
  SparsePanel(SparsePanel that) {
    this(that.columns, that.isSingle, that.largest);
  }

  /**
   * Where the entries of rows stand: those of row i are the numbers {@code starts[i]} to {@code
   * starts[i + 1]} (excluded).
   *
   * @param starts [rows + 1] from 0 on
   * @param places [entries] the column of each, ascending within a row
   */
  public record Entries(int[] starts, int[] places) {}

  /** Row by row, with float32 values [entries]. */
  public static SparsePanel of(int columns, Entries entries, float[] values) {
    return new SparseRows(columns, entries, values, NO_DOUBLES);
  }

  /** Row by row, with float64 values [entries]. */
  public static SparsePanel of(int columns, Entries entries, double[] values) {
    return new SparseRows(columns, entries, NO_SINGLES, values);
  }

  /** The same matrix row by row, which products with some of the rows take. */
  public abstract SparseRows byRows();

  /**
   * The same matrix column by column, which is faster for products with all rows where vectors of
   * as many numbers as there are columns do not fit the caches.
   */
  public abstract SparseColumns byColumns();

  /** How many rows. */
  public abstract int rows();

  /** About how many bytes it holds in memory. */
  public abstract long bytes();

  /**
   * y_i += sum over j of a_ij x_j for {@code rows} rows from {@code from} on.
   *
   * @param x [columns]
   * @param y holds the sums of these rows from {@code offset} on
   */
  abstract void multiply(int from, int rows, SparseFactor x, double[] y, int offset);

  /**
   * Adds r_i a_ij to sum j for every entry of {@code r.length} rows from {@code from} on, each cut
   * to whole units of a grid.
   *
   * @param r in these units; holds anything afterwards
   * @param sums [columns] as {@link Parts}
   */
  abstract void addTransposed(int from, double[] r, long[][] sums);

  /** How many columns. */
  public int columns() {
    return columns;
  }

  /** How many entries are kept. */
  public abstract int entries();

  /** Whether values are float32. */
  public boolean isSingle() {
    return isSingle;
  }

  /** The largest absolute value; NaN if an entry is. */
  public double largest() {
    return largest;
  }

  /** The rows {@code from} to {@code from + rows} (excluded). */
  public SparseSlice slice(int from, int rows) {
    return new SparseSlice(this, from, rows);
  }
}
