package dev.descent.spark.train;

import dev.descent.data.Tile;
import dev.descent.math.Pieces;
import java.io.Serializable;
import java.util.Iterator;

/**
 * What a task makes of the tiles of its partition.
 *
 * <p>A class and not a lambda, because Spark reads the byte code of every lambda that it ships, in
 * every job: with the classes of Spark itself among them that is more work than a small step.
 *
 * @param <T> a sum that crosses the wire
 */
abstract class TileTask<T> implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The sum over {@code tiles}, on the core of the task. */
  final T sum(Iterator<Tile> tiles) {
    return Pieces.onOneCore(() -> over(tiles));
  }

  /** The sum over {@code tiles}. */
  abstract T over(Iterator<Tile> tiles);
}
