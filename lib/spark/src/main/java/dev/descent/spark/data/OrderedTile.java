package dev.descent.spark.data;

import dev.descent.data.Tile;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.util.KnownSizeEstimation;

/**
 * A tile with the hashes of its rows, and the copies of rows that belong to other places of the
 * order.
 */
final class OrderedTile implements Serializable, KnownSizeEstimation {
  private static final long serialVersionUID = 1L;

  /** About what the objects take beside their numbers. */
  private static final int OBJECTS = 256;

  private final Tile tile;
  private final long[] hashes;
  private final Moved[] moved;

  OrderedTile(Tile tile, long[] hashes, List<Moved> moved) {
    this(tile, hashes, moved.toArray(Moved[]::new));
  }

  private OrderedTile(Tile tile, long[] hashes, Moved[] moved) {
    this.tile = tile;
    this.hashes = hashes;
    this.moved = moved;
  }

  /** The same in another layout. */
  OrderedTile in(TilePlan.Layout layout) {
    return new OrderedTile(layout.of(tile), hashes, moved);
  }

  /**
   * Copies {@code from} (included) to {@code to} (excluded) of a row in its bytes: copy k belongs
   * to hash(hash, k).
   */
  static final class Moved implements Serializable {
    private static final long serialVersionUID = 1L;

    final byte[] row;
    final long from;
    final long to;

    Moved(byte[] row, long from, long to) {
      this.row = row;
      this.from = from;
      this.to = to;
    }
  }

  /** Spark asks for it again and again while a partition is cached, and else counts objects. */
  @Override
  public long estimatedSize() {
    long bytes = OBJECTS + tile.bytes() + (long) hashes.length * Long.BYTES;
    for (Moved row : moved) {
      bytes += OBJECTS + row.row.length;
    }
    return bytes;
  }

  Tile tile() {
    return tile;
  }

  long hash(int row) {
    return hashes[row];
  }

  List<Moved> moved() {
    return List.of(moved);
  }
}
