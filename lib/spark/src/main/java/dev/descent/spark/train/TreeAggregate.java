package dev.descent.spark.train;

import dev.descent.data.Tile;
import dev.descent.spark.data.HashOrderedTiles;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.PartitionPruningRDD;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Sums by a job each: every task sums the tiles of its partition, a tree merges the sums.
 *
 * @param depth of the tree
 */
public record TreeAggregate(HashOrderedTiles data, int depth) implements TileSums {

  @Override
  public <T> T over(List<Integer> partitions, TileTask<T> task) {
    return new TreeShape(partitions.size(), depth).isTree()
        ? byTree(partitions, task)
        : byDriver(partitions, task);
  }

  /** treeAggregate, with a tree between the tasks and the driver. */
  private <T> T byTree(List<Integer> partitions, TileTask<T> task) {
    JavaRDD<Tile> tiles = data.tiles();
    if (partitions.size() < tiles.getNumPartitions()) {
      tiles = PartitionPruningRDD.create(tiles.rdd(), new Among(partitions)).toJavaRDD();
    }
    return tiles
        .mapPartitions(part -> List.of(task.sum(part)).iterator())
        .treeAggregate(task.zero(), task, task, depth);
  }

  /** What treeAggregate comes down to where it forms no tree, without its preparations. */
  private <T> T byDriver(List<Integer> partitions, TileTask<T> task) {
    Merging<T> merging = new Merging<>(task);
    data.tiles()
        .context()
        .runJob(
            data.tiles().rdd(),
            new Summing<>(task),
            CollectionConverters.<Object>asScala(List.copyOf(partitions)).toSeq(),
            merging,
            ClassTag.apply(Object.class));
    return merging.total == null ? task.zero() : merging.total;
  }

  /** What a task sends to the driver. */
  private static final class Summing<T>
      extends AbstractFunction2<TaskContext, scala.collection.Iterator<Tile>, T>
      implements Serializable {
    private static final long serialVersionUID = 1L;

    private final TileTask<T> task;

    Summing(TileTask<T> task) {
      this.task = task;
    }

    @Override
    public T apply(TaskContext context, scala.collection.Iterator<Tile> tiles) {
      return task.sum(CollectionConverters.asJava(tiles));
    }
  }

  /** Whether a partition is one of some. */
  private static final class Among extends AbstractFunction1<Object, Object>
      implements Serializable {
    private static final long serialVersionUID = 1L;

    private final HashSet<Integer> partitions;

    Among(List<Integer> partitions) {
      this.partitions = new HashSet<>(partitions);
    }

    @Override
    public Object apply(Object partition) {
      return partitions.contains(partition);
    }
  }

  /** Merges the sum of every task, as it arrives, into one. */
  private static final class Merging<T> extends AbstractFunction2<Object, T, BoxedUnit> {
    private final TileTask<T> task;

    /** The first sum, to which the others are added. */
    private @Nullable T total;

    Merging(TileTask<T> task) {
      this.task = task;
    }

    @Override
    public BoxedUnit apply(Object index, T sum) {
      total = total == null ? sum : task.call(total, sum);
      return BoxedUnit.UNIT;
    }
  }
}
