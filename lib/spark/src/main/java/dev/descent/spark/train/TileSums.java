package dev.descent.spark.train;

import dev.descent.data.Tile;
import dev.descent.spark.data.HashOrderedTiles;
import dev.descent.spark.ship.SameJvm;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
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
 * Sums over cached tiles: every task sums the tiles of its partition, a tree merges the sums.
 *
 * @param zero the sum of nothing, new each time and small on the wire
 */
record TileSums<T>(
    HashOrderedTiles data, int depth, Class<T> type, Supplier<T> zero, Merge<T> merge) {

  /** Over the tiles of all partitions. */
  T all(TileTask<T> task) {
    return over(IntStream.range(0, partitions()).<Object>mapToObj(p -> p).toList(), task);
  }

  /** Over the tiles {@code first} to {@code last}: tile t is in partition t mod partitions. */
  T between(int first, int last, TileTask<T> task) {
    int partitions = partitions();
    List<Object> touched =
        IntStream.rangeClosed(first, last)
            .limit(partitions)
            .map(tile -> tile % partitions)
            .sorted()
            .<Object>mapToObj(partition -> partition)
            .toList();
    return over(touched, task);
  }

  private int partitions() {
    return data.tiles().getNumPartitions();
  }

  private T over(List<Object> touched, TileTask<T> task) {
    return new TreeShape(touched.size(), depth).isTree()
        ? byTree(touched, task)
        : byDriver(touched, task);
  }

  /** treeAggregate, with a tree between the tasks and the driver. */
  private T byTree(List<Object> touched, TileTask<T> task) {
    JavaRDD<Tile> tiles = data.tiles();
    if (touched.size() < tiles.getNumPartitions()) {
      tiles = PartitionPruningRDD.create(tiles.rdd(), new Among(touched)).toJavaRDD();
    }
    return tiles
        .mapPartitions(part -> List.of(task.sum(part)).iterator())
        .treeAggregate(zero.get(), merge, merge, depth);
  }

  /** What treeAggregate comes down to where it forms no tree, without its preparations. */
  private T byDriver(List<Object> touched, TileTask<T> task) {
    ConcurrentHashMap<Integer, T> inThisJvm = new ConcurrentHashMap<>();
    UUID name = SameJvm.put(inThisJvm);
    Merging<T> merging = new Merging<>(touched, this, inThisJvm);
    try {
      data.tiles()
          .context()
          .runJob(
              data.tiles().rdd(),
              new Handing<>(task, name),
              CollectionConverters.asScala(touched).toSeq(),
              merging,
              ClassTag.apply(Object.class));
    } finally {
      SameJvm.remove(name);
    }
    return merging.total == null ? zero.get() : merging.total;
  }

  /** A task that hands its sum to the driver by reference, where that is in the same JVM. */
  private static final class Handing<T>
      extends AbstractFunction2<TaskContext, scala.collection.Iterator<Tile>, Object>
      implements Serializable {
    private static final long serialVersionUID = 1L;

    private final TileTask<T> task;
    private final UUID name;

    Handing(TileTask<T> task, UUID name) {
      this.task = task;
      this.name = name;
    }

    @Override
    @SuppressWarnings("unchecked") // what byDriver put there
    public Object apply(TaskContext context, scala.collection.Iterator<Tile> tiles) {
      T sum = task.sum(CollectionConverters.asJava(tiles));
      ConcurrentHashMap<Integer, T> inThisJvm = (ConcurrentHashMap<Integer, T>) SameJvm.find(name);
      if (inThisJvm == null) {
        return sum;
      }
      inThisJvm.put(context.partitionId(), sum);
      return Handed.OVER;
    }
  }

  /** Stands for a sum that the driver has already. */
  private enum Handed {
    OVER
  }

  /** Whether a partition is one of some. */
  private static final class Among extends AbstractFunction1<Object, Object>
      implements Serializable {
    private static final long serialVersionUID = 1L;

    private final HashSet<Object> partitions;

    Among(List<Object> partitions) {
      this.partitions = new HashSet<>(partitions);
    }

    @Override
    public Object apply(Object partition) {
      return partitions.contains(partition);
    }
  }

  /** Merges the sum of every task, as it arrives, into one. */
  private static final class Merging<T> extends AbstractFunction2<Object, Object, BoxedUnit> {
    private final List<Object> partitions;
    private final TileSums<T> sums;
    private final ConcurrentHashMap<Integer, T> inThisJvm;

    /** The first sum, to which the others are added. */
    private @Nullable T total;

    Merging(List<Object> partitions, TileSums<T> sums, ConcurrentHashMap<Integer, T> inThisJvm) {
      this.partitions = partitions;
      this.sums = sums;
      this.inThisJvm = inThisJvm;
    }

    /** Of the task at place {@code index} among the partitions. */
    @Override
    public BoxedUnit apply(Object index, Object result) {
      Object partition = partitions.get((Integer) index);
      T sum =
          result == Handed.OVER
              ? Objects.requireNonNull(inThisJvm.remove((Integer) partition))
              : sums.type.cast(result);
      total = total == null ? sum : sums.merge.call(total, sum);
      return BoxedUnit.UNIT;
    }
  }
}
