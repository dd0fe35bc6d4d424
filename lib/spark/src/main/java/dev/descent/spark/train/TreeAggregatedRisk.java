package dev.descent.spark.train;

import dev.descent.data.Tile;
import dev.descent.objective.LossGradient;
import dev.descent.objective.MiniBatch;
import dev.descent.objective.Objective;
import dev.descent.objective.Risk;
import dev.descent.objective.TileWindow;
import dev.descent.objective.Windows;
import dev.descent.spark.data.HashOrderedTiles;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
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
 * The risk over cached tiles: every task sums the tiles of its partition, a tree merges the sums. A
 * mini-batch runs only the partitions that hold its tiles.
 */
public final class TreeAggregatedRisk implements Risk {
  /**
   * Parameters above this many bytes are broadcast; below, the closure of the tasks carries them at
   * less cost.
   */
  private static final int BROADCAST_BYTES = 40_000;

  private final Objective objective;
  private final HashOrderedTiles data;
  private final Windows windows;
  private final int depth;
  private final int broadcastAbove;

  /** Of {@code objective} over {@code data}, merged by a tree of {@code depth}. */
  public TreeAggregatedRisk(Objective objective, HashOrderedTiles data, int depth) {
    this(objective, data, depth, BROADCAST_BYTES);
  }

  /** Broadcasts parameters above {@code broadcastAbove} bytes. */
  TreeAggregatedRisk(Objective objective, HashOrderedTiles data, int depth, int broadcastAbove) {
    this.objective = objective;
    this.data = data;
    this.windows = new Windows(data.rows());
    this.depth = depth;
    this.broadcastAbove = broadcastAbove;
  }

  @Override
  public long rows() {
    return windows.rows();
  }

  @Override
  public LossGradient at(double[] parameters, MiniBatch batch) {
    TileWindow window = windows.of(batch);
    int p = parameters.length;
    if (p * (long) Double.BYTES <= broadcastAbove) {
      return sum(window, TileSum.with(parameters, objective, window), p);
    }
    Broadcast<double[]> broadcast = context().broadcast(parameters);
    try {
      return sum(window, TileSum.with(broadcast, objective, window), p);
    } finally {
      broadcast.destroy();
    }
  }

  private LossGradient sum(TileWindow window, TileSum task, int p) {
    List<Object> touched = touched(window);
    return formsTree(touched.size()) ? byTree(touched, task, p) : byDriver(touched, task, p);
  }

  /** treeAggregate, with a tree between the tasks and the driver. */
  private LossGradient byTree(List<Object> touched, TileSum task, int p) {
    JavaRDD<Tile> tiles = data.tiles();
    if (touched.size() < tiles.getNumPartitions()) {
      tiles = PartitionPruningRDD.create(tiles.rdd(), new Among(touched)).toJavaRDD();
    }
    return tiles
        .mapPartitions(part -> List.of(task.over(part)).iterator())
        .treeAggregate(new LossGradient(p), LossGradient::merge, LossGradient::merge, depth);
  }

  /** What treeAggregate comes down to where it forms no tree, without its preparations. */
  private LossGradient byDriver(List<Object> touched, TileSum task, int p) {
    LossGradient total = new LossGradient(p);
    data.tiles()
        .context()
        .runJob(
            data.tiles().rdd(),
            task,
            CollectionConverters.asScala(touched).toSeq(),
            new Merging(total),
            ClassTag.apply(LossGradient.class));
    return total;
  }

  /**
   * The condition under which treeAggregate puts a level between {@code partitions} and the driver.
   */
  private boolean formsTree(int partitions) {
    int scale = Math.max(2, (int) Math.ceil(Math.pow(partitions, 1.0 / depth)));
    return partitions > scale + Math.ceil((double) partitions / scale);
  }

  /** The partitions that hold tiles of the window: tile t is in partition t mod partitions. */
  private List<Object> touched(TileWindow window) {
    int partitions = data.tiles().getNumPartitions();
    return IntStream.rangeClosed(window.firstTile(), window.lastTile())
        .limit(partitions)
        .map(tile -> tile % partitions)
        .sorted()
        .<Object>mapToObj(partition -> partition)
        .toList();
  }

  private JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(data.tiles().context());
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
  private static final class Merging extends AbstractFunction2<Object, LossGradient, BoxedUnit> {
    private final LossGradient total;

    Merging(LossGradient total) {
      this.total = total;
    }

    @Override
    public BoxedUnit apply(Object partition, LossGradient part) {
      total.merge(part);
      return BoxedUnit.UNIT;
    }
  }
}
