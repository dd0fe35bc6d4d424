package dev.descent.objective;

import dev.descent.data.TileSlice;
import dev.descent.math.ExactSums;
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

  private final int columns;
  private final ExactSums sums;
  private long nonFinite;

  /**
   * The sum over no rows with {@code columns} features; small on the wire whatever their number.
   *
   * @throws IllegalArgumentException above {@link #MAX_COLUMNS}
   */
  public GramSum(int columns) {
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
    this.sums = new ExactSums(size(columns));
  }

  /** About how many bytes the sum over some rows takes in memory and on the wire. */
  public static long bytes(int columns) {
    return (columns + 2L) * (columns + 3L) / 2 * BYTES_A_PRODUCT;
  }

  /** How many products the upper triangle of features, label and 1 has. */
  static int size(int columns) {
    return Math.toIntExact((columns + 2L) * (columns + 3L) / 2);
  }

  /** Adds the rows of a slice; returns this. */
  public GramSum add(TileSlice slice, GramProducts products) {
    if (slice.rows() == 0) {
      return this;
    }
    double[] part = products.of(slice);
    boolean finite = true;
    for (double product : part) {
      finite &= Math.abs(product) <= Double.MAX_VALUE;
    }
    if (finite) {
      sums.add(part);
    } else {
      nonFinite++;
    }
    return this;
  }

  /** Adds the rows of {@code that}; returns this. */
  public GramSum merge(GramSum that) {
    if (that.columns != columns) {
      throw new IllegalArgumentException(
          "products of " + columns + " and " + that.columns + " features do not merge");
    }
    sums.merge(that.sums);
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
    return nonFinite > 0 ? Double.NaN : sums.value(high * (high + 1) / 2 + Math.min(j, k));
  }
}
