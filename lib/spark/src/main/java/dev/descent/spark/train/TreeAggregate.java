package dev.descent.spark.train;

import dev.descent.spark.data.HashOrderedTiles;
import dev.descent.spark.rdd.PartitionSum;
import java.util.List;

/**
 * Sums by a job each: every task sums the tiles of its partition, a tree merges the sums.
 *
 * @param depth of the tree
 */
public record TreeAggregate(HashOrderedTiles data, int depth) implements TileSums {

  @Override
  public <T> T over(List<Integer> partitions, TileTask<T> task) {
    return new PartitionSum<>(task, task, task.zero(), depth).over(data.tiles(), partitions);
  }
}
