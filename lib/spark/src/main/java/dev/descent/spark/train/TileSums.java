package dev.descent.spark.train;

import dev.descent.data.Tile;
import dev.descent.spark.data.HashOrderedTiles;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.PartitionPruningRDD;
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

  /** What {@code sum} makes of a broadcast of {@code value}, which is destroyed afterwards. */
  <V> T broadcasting(V value, Function<Broadcast<V>, T> sum) {
    Broadcast<V> broadcast =
        JavaSparkContext.fromSparkContext(data.tiles().context()).broadcast(value);
    try {
      return sum.apply(broadcast);
    } finally {
      broadcast.destroy();
    }
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
        .mapPartitions(part -> List.of(task.over(part)).iterator())
        .treeAggregate(zero.get(), merge, merge, depth);
  }

  /** What treeAggregate comes down to where it forms no tree, without its preparations. */
  private T byDriver(List<Object> touched, TileTask<T> task) {
    Merging<T> merging = new Merging<>(zero.get(), merge);
    data.tiles()
        .context()
        .runJob(
            data.tiles().rdd(),
            task,
            CollectionConverters.asScala(touched).toSeq(),
            merging,
            ClassTag.apply(type));
    return merging.total;
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
  private static final class Merging<T> extends AbstractFunction2<Object, T, BoxedUnit> {
    private final Merge<T> merge;
    private T total;

    Merging(T zero, Merge<T> merge) {
      this.total = zero;
      this.merge = merge;
    }

    @Override
    public BoxedUnit apply(Object partition, T part) {
      total = merge.call(total, part);
      return BoxedUnit.UNIT;
    }
  }
}
