package dev.descent.spark.train;

import dev.descent.data.Tile;
import dev.descent.network.Workspace;
import dev.descent.objective.LossGradient;
import dev.descent.objective.MiniBatch;
import dev.descent.objective.Objective;
import dev.descent.objective.Risk;
import dev.descent.objective.TileWindow;
import dev.descent.objective.Windows;
import dev.descent.spark.data.HashOrderedTiles;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.PartitionPruningRDD;
import org.jspecify.annotations.Nullable;

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
    if (parameters.length * (long) Double.BYTES <= broadcastAbove) {
      return sum(windows.of(batch), new Shipped(parameters, null), parameters.length);
    }
    Broadcast<double[]> broadcast = context().broadcast(parameters);
    try {
      return sum(windows.of(batch), new Shipped(null, broadcast), parameters.length);
    } finally {
      broadcast.destroy();
    }
  }

  private LossGradient sum(TileWindow window, Shipped shipped, int p) {
    Objective travelling = objective;
    return pruned(window)
        .mapPartitions(tiles -> summed(tiles, travelling, window, shipped.values()))
        .treeAggregate(new LossGradient(p), LossGradient::merge, LossGradient::merge, depth);
  }

  private static Iterator<LossGradient> summed(
      Iterator<Tile> tiles, Objective objective, TileWindow window, double[] parameters) {
    LossGradient sum = new LossGradient(parameters.length);
    Workspace work = new Workspace(parameters);
    while (tiles.hasNext()) {
      Tile tile = tiles.next();
      if (window.touches(tile.index()) && tile.rows() > 0) {
        sum.add(objective, window.of(tile), work);
      }
    }
    return List.of(sum).iterator();
  }

  /** The partitions that hold tiles of the window; all of them without another RDD. */
  private JavaRDD<Tile> pruned(TileWindow window) {
    JavaRDD<Tile> tiles = data.tiles();
    int partitions = tiles.getNumPartitions();
    int touched = window.lastTile() - window.firstTile() + 1;
    if (touched >= partitions) {
      return tiles;
    }
    int first = window.firstTile() % partitions;
    PartitionPruningRDD<Tile> pruned =
        PartitionPruningRDD.create(tiles.rdd(), new Touched(first, touched, partitions));
    return pruned.toJavaRDD();
  }

  private JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(data.tiles().context());
  }

  /**
   * Whether a partition holds one of {@code touched} consecutive tiles, the first of which is in
   * partition {@code first}.
   */
  private static final class Touched extends scala.runtime.AbstractFunction1<Object, Object>
      implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int first;
    private final int touched;
    private final int partitions;

    Touched(int first, int touched, int partitions) {
      this.first = first;
      this.touched = touched;
      this.partitions = partitions;
    }

    @Override
    public Object apply(Object partition) {
      return Math.floorMod((Integer) partition - first, partitions) < touched;
    }
  }

  /** Parameters on their way to the tasks: in the closure, or as a broadcast. */
  private record Shipped(double @Nullable [] closure, @Nullable Broadcast<double[]> broadcast)
      implements Serializable {

    double[] values() {
      if (closure != null) {
        return closure;
      }
      if (broadcast != null) {
        return broadcast.value();
      }
      throw new IllegalStateException("parameters were not shipped");
    }
  }
}
