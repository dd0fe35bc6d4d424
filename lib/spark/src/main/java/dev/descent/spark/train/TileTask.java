package dev.descent.spark.train;

import dev.descent.data.Tile;
import dev.descent.math.Pieces;
import java.io.Serializable;
import java.util.Iterator;
import org.apache.spark.api.java.function.Function2;

/**
 * What is summed: what a task makes of the tiles of its partition, and how two of these become one.
 *
 * <p>A class and not a lambda, because Spark reads the byte code of every lambda that it ships, in
 * every job: with the classes of Spark itself among them that is more work than a small step.
 *
 * @param <T> a sum that crosses the wire
 */
abstract class TileTask<T> implements Function2<T, T, T>, Serializable {
  private static final long serialVersionUID = 1L;

  /** The sum over {@code tiles}, on the core of the task. */
  final T sum(Iterator<Tile> tiles) {
    return Pieces.onOneCore(() -> over(tiles));
  }

  /** The sum over {@code tiles}. */
  abstract T over(Iterator<Tile> tiles);

  /** The sum over no tiles, new each time and small on the wire. */
  abstract T zero();

  /**
   * Adds the second of two sums to the first, which it returns; in any order with the same bits.
   */
  @Override
  public abstract T call(T sum, T part);
}
