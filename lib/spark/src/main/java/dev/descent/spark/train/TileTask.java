package dev.descent.spark.train;

import dev.descent.data.Tile;
import dev.descent.math.Pieces;
import dev.descent.spark.rdd.PartitionSum;
import dev.descent.spark.rdd.Partitions;
import java.util.Iterator;

/**
 * What is summed: what a task makes of the tiles of its partition, and how two of these become one.
 *
 * @param <T> a sum that crosses the wire
 */
abstract class TileTask<T> implements Partitions.Step<Tile, T>, PartitionSum.Merge<T> {
  private static final long serialVersionUID = 1L;

  /** The sum over {@code tiles}, on the core of the task. */
  @Override
  public final T of(Iterator<Tile> tiles) {
    return Pieces.onOneCore(() -> over(tiles));
  }

  /** The sum over {@code tiles}. */
  abstract T over(Iterator<Tile> tiles);

  /** Whether a sum may be over some tiles of a partition, and over some of another one. */
  boolean takesAnyTiles() {
    return true;
  }

  /** The sum over no tiles, new each time and small on the wire. */
  abstract T zero();

  /** The two sums as one, on the core of the task too. */
  @Override
  public final T merge(T sum, T part) {
    return Pieces.onOneCore(() -> join(sum, part));
  }

  /**
   * Adds the second of two sums to the first, which it returns; in any order with the same bits.
   */
  abstract T join(T sum, T part);
}
