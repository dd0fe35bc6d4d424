package dev.descent.objective;

import dev.descent.data.Precision;
import dev.descent.data.TileSlice;
import dev.descent.math.ExactSums;
import dev.descent.math.GridSums;
import java.io.Serializable;

/**
 * The weighted products of features, label and 1, summed over any rows: what tasks add tiles to and
 * the tree merges.
 *
 * <p>Its bits depend on the tiles alone, never on the order or grouping of {@link #add} and {@link
 * #merge}. Only the upper triangle is kept. A tile with a product that is not finite is counted
 * instead of summed, and the products of a sum with such a tile are NaN.
 */
public final class GramSum implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * The most features: with them a sum takes 1.4 GB in every task and on the driver, which is near
   * the largest array that travels.
   */
  public static final int MAX_COLUMNS = 10_000;

  /** Of an exact sum: three bins of 8 bytes and their place. */
  private static final long BYTES_A_PRODUCT = 28;

  /** Leaves 36 bits to each of the products in single precision, which have 24. */
  private static final long MOST_TILES = 1L << 26;

  private final int columns;

  /** Of the features in single precision; otherwise empty. */
  private final GridSums grid;

  /** Of all that follows. */
  private final ExactSums exact;

  private long nonFinite;

  /**
   * The sum over no rows with {@code columns} features; small on the wire whatever their number.
   *
   * @throws IllegalArgumentException above {@link #MAX_COLUMNS}
   */
  public GramSum(int columns, Precision arithmetic) {
    if (columns > MAX_COLUMNS) {
      throw new IllegalArgumentException(
          "the exact solver takes at most "
              + MAX_COLUMNS
              + " features, but there are "
              + columns
              + ": their Gram matrix needs "
              + bytes(columns)
              + " bytes in every task; use solver = l-bfgs");
    }
    this.columns = columns;
    int inGrid = arithmetic == Precision.SINGLE ? size(columns) - others(columns) : 0;
    this.grid = new GridSums(inGrid, MOST_TILES);
    this.exact = new ExactSums(size(columns) - inGrid);
  }

  /** About how many bytes the sum over some rows takes in memory and on the wire. */
  public static long bytes(int columns) {
    return (columns + 2L) * (columns + 3L) / 2 * BYTES_A_PRODUCT;
  }

  /** How many products the upper triangle of features, label and 1 has. */
  static int size(int columns) {
    return Math.toIntExact((columns + 2L) * (columns + 3L) / 2);
  }

  /** How many of them are with the label or 1: the last ones. */
  static int others(int columns) {
    return 2 * columns + 3;
  }

  /** What products of features in single precision are added to. */
  GridSums grid() {
    return grid;
  }

  /** What all others are added to. */
  ExactSums exact() {
    return exact;
  }

  /** Adds the rows of a slice; returns this. */
  public GramSum add(TileSlice slice, GramProducts<?> products) {
    if (slice.rows() == 0) {
      return this;
    }
    nonFinite += products.addTo(this, slice) ? 0 : 1;
    return this;
  }

  /** Adds the rows of {@code that}; returns this. */
  public GramSum merge(GramSum that) {
    if (that.columns != columns) {
      throw new IllegalArgumentException(
          "products of " + columns + " and " + that.columns + " features do not merge");
    }
    grid.merge(that.grid);
    exact.merge(that.exact);
    nonFinite += that.nonFinite;
    return this;
  }

  /** d, the number of features. */
  int columns() {
    return columns;
  }

  /**
   * The sum of the products of j and k: features below d, d the label, d + 1 the number 1, so that
   * product (d + 1, d + 1) is the weight of all rows.
   */
  double product(int j, int k) {
    int high = Math.max(j, k);
    if (nonFinite > 0) {
      return Double.NaN;
    }
    int i = high * (high + 1) / 2 + Math.min(j, k);
    return i < grid.size() ? grid.value(i) : exact.value(i - grid.size());
  }
}
