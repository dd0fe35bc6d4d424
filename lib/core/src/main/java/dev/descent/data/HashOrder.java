package dev.descent.data;

import dev.descent.math.SplitMix;
import dev.descent.math.Unsigned;
import java.io.Serializable;

/**
 * The order of the rows: by a 64-bit hash, then by content; cut into tiles of equal hash ranges.
 *
 * <p>The number of tiles follows from the number of rows alone, so a tile's rows depend neither on
 * files nor on partitions nor on the size of a cluster. The first copy of a row keeps its hash h;
 * the k-th moves on to hash(h, k), so that copies spread over the tiles.
 *
 * @param rows n, the number of rows
 * @param rowsATile that a tile has on average
 */
public record HashOrder(long rows, int rowsATile) implements Serializable {
  /**
   * The rows that a tile has on average unless its features stand column by column without their
   * zeros: 100 float32 columns of them fit a core's second-level cache.
   */
  public static final int ROWS_A_TILE = 1000;

  public HashOrder {
    if (rowsATile < 1) {
      throw new IllegalArgumentException("a tile needs a row, but was to have " + rowsATile);
    }
    if (rows < 0 || rows > (long) Integer.MAX_VALUE * rowsATile) {
      throw new IllegalArgumentException("rows must be between 0 and 2^31 tiles, but was " + rows);
    }
  }

  /** In tiles of {@value #ROWS_A_TILE} rows. */
  public HashOrder(long rows) {
    this(rows, ROWS_A_TILE);
  }

  /** How many tiles. */
  public int tiles() {
    return (int) Math.max(1, (rows + rowsATile - 1) / rowsATile);
  }

  /** The tile of a hash: the hash's place among {@code tiles()} equal ranges. */
  public int tile(long hash) {
    return (int) Unsigned.multiplyHigh(hash, tiles());
  }

  /** The place of a hash among as many equal ranges as all tiles have if each has {@code parts}. */
  public long place(long hash, int parts) {
    return Unsigned.multiplyHigh(hash, (long) parts * tiles());
  }

  /** The hash of copy {@code k} of a row with hash {@code hash}; copy 0 keeps it. */
  public static long copy(long hash, long k) {
    return k == 0 ? hash : SplitMix.combine(hash, k);
  }
}
