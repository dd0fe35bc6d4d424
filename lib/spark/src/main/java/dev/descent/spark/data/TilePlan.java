package dev.descent.spark.data;

import dev.descent.data.HashOrder;
import dev.descent.data.Precision;
import dev.descent.data.Tile;
import dev.descent.math.SparseSummary;
import java.io.Serializable;
import java.util.Optional;

/**
 * How the rows of one side become tiles, which follows from their number before any is read.
 *
 * @param rows of the side
 * @param width of a row
 * @param precision of the features
 * @param partitions of the tiles; never changes a bit
 */
public record TilePlan(long rows, Width width, Precision precision, int partitions)
    implements Serializable {
  /**
   * Float64 tiles above this many bytes are stored as float32 when the job leaves the choice open.
   */
  private static final long MAX_AUTO_DOUBLE_BYTES = 256L << 20;

  /**
   * A partition of tiles is kept near this many bytes, unless the cores ask for more partitions.
   */
  private static final long PARTITION_BYTES = 128L << 20;

  /** Where the features of a tile stand. */
  public enum Layout {
    /** All of them, column by column. */
    DENSE(0),
    /** Those that are not 0 row by row, with their columns. */
    SPARSE_ROWS(Integer.BYTES),
    /** Those that are not 0 column by column, with their rows. */
    SPARSE_COLUMNS(Integer.BYTES);

    private final int placeBytes;

    Layout(int placeBytes) {
      this.placeBytes = placeBytes;
    }

    /** The tile in this layout, if it has one for features that are not 0. */
    Tile of(Tile tile) {
      return this == SPARSE_COLUMNS ? tile.byColumns() : tile.byRows();
    }
  }

  /**
   * What the features of a row take.
   *
   * @param numbers how many are stored, on average
   */
  public record Width(double numbers, Layout layout) implements Serializable {
    /**
     * Rows by whose scores the entries of a tile jump, column after column: 32 kB of a core's first
     * cache. The more rows, the more of them share a column that is read.
     */
    private static final int MOST_ROWS = 4 * HashOrder.ROWS_A_TILE;

    /** What a tile of more rows is kept below, for arrays that do not fill regions of their own. */
    private static final int ENTRIES = 1 << 19;

    /** All {@code d} features. */
    public static Width dense(int d) {
      return new Width(d, Layout.DENSE);
    }

    /** Features that are not 0. */
    static Width sparse(SparseSummary moments, Layout layout) {
      return new Width((double) moments.entries() / Math.max(1, moments.rows()), layout);
    }

    /** The rows that a tile has on average. */
    int rowsATile() {
      return layout == Layout.SPARSE_COLUMNS
          ? (int) Math.max(HashOrder.ROWS_A_TILE, Math.min(MOST_ROWS, ENTRIES / numbers))
          : HashOrder.ROWS_A_TILE;
    }

    /** Of {@code rows} rows. */
    long bytes(long rows, Precision precision) {
      return (long) (rows * numbers * (precision.bytes() + layout.placeBytes));
    }
  }

  /**
   * What a job leaves open is decided by the training rows.
   *
   * @param trainRows how many there are; validation rows follow them
   * @param width of a row
   * @param precision of the features, or empty for float64 while they stay small
   * @param partitions of the tiles, or empty to follow cores and bytes
   * @param cores of the cluster
   */
  public record Choice(
      long trainRows,
      Width width,
      Optional<Precision> precision,
      Optional<Integer> partitions,
      int cores) {

    /** The plan of a side with {@code rows} rows. */
    public TilePlan of(long rows) {
      Precision chosen =
          precision.orElse(
              width.bytes(trainRows, Precision.DOUBLE) <= MAX_AUTO_DOUBLE_BYTES
                  ? Precision.DOUBLE
                  : Precision.SINGLE);
      long bytes = width.bytes(rows, chosen) + rows * 2 * Double.BYTES;
      // Enough for the cores and for the bytes, as many for each core, but none without a tile.
      long wanted = (Math.max(1, bytes / PARTITION_BYTES) + cores - 1) / cores * cores;
      return new TilePlan(
          rows,
          width,
          chosen,
          partitions.orElse((int) Math.min(wanted, order(rows, width).tiles())));
    }
  }

  /** How the rows are cut into tiles. */
  HashOrder order() {
    return order(rows, width);
  }

  private static HashOrder order(long rows, Width width) {
    return new HashOrder(rows, width.rowsATile());
  }

  /**
   * The bytes that the tiles hold in memory: features, label and, unless all of a tile are 1,
   * weight.
   */
  public long bytes(long weightedRows) {
    return width.bytes(rows, precision) + (rows + weightedRows) * Double.BYTES;
  }
}
