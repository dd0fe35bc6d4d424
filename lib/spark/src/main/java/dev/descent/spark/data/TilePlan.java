package dev.descent.spark.data;

import dev.descent.data.HashOrder;
import dev.descent.data.Precision;
import dev.descent.math.SparseSummary;
import java.util.Optional;

/**
 * How the rows of one side become tiles, which follows from their number before any is read.
 *
 * @param rows of the side
 * @param width of a row
 * @param precision of the features
 * @param partitions of the tiles; never changes a bit
 */
public record TilePlan(long rows, Width width, Precision precision, int partitions) {
  /**
   * Float64 tiles above this many bytes are stored as float32 when the job leaves the choice open.
   */
  private static final long MAX_AUTO_DOUBLE_BYTES = 256L << 20;

  /**
   * A partition of tiles is kept near this many bytes, unless the cores ask for more partitions.
   */
  private static final long PARTITION_BYTES = 128L << 20;

  /**
   * What the features of a row take.
   *
   * @param numbers how many are stored, on average
   * @param placeBytes that say which feature a number is
   */
  public record Width(double numbers, int placeBytes) {
    /** All {@code d} features. */
    public static Width dense(int d) {
      return new Width(d, 0);
    }

    /** Features that are not 0, with their places. */
    public static Width sparse(SparseSummary moments) {
      return new Width((double) moments.entries() / Math.max(1, moments.rows()), Integer.BYTES);
    }

    /** Of {@code rows} rows. */
    long bytes(long rows, Precision precision) {
      return (long) (rows * numbers * (precision.bytes() + placeBytes));
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
          partitions.orElse((int) Math.min(wanted, new HashOrder(rows).tiles())));
    }
  }

  /**
   * The bytes that the tiles hold in memory: features, label and, unless all of a tile are 1,
   * weight.
   */
  public long bytes(long weightedRows) {
    return width.bytes(rows, precision) + (rows + weightedRows) * Double.BYTES;
  }
}
