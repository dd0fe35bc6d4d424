package dev.descent.spark.train;

import dev.descent.objective.LossGradient;
import dev.descent.objective.MiniBatch;
import dev.descent.objective.Objective;
import dev.descent.objective.Risk;
import dev.descent.objective.TileWindow;
import dev.descent.objective.Windows;
import dev.descent.spark.data.HashOrderedTiles;

/**
 * The risk over cached tiles: every task sums the tiles of its partition, a tree merges the sums. A
 * mini-batch runs only the partitions that hold its tiles.
 */
public final class TreeAggregatedRisk implements Risk {
  private final Objective objective;
  private final HashOrderedTiles data;
  private final Windows windows;
  private final int depth;
  private final int broadcastAbove;

  /** Of {@code objective} over {@code data}, merged by a tree of {@code depth}. */
  public TreeAggregatedRisk(Objective objective, HashOrderedTiles data, int depth) {
    this(objective, data, depth, Shipped.BROADCAST_BYTES);
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
    double[] ofTiles = objective.tileParameters(parameters);
    int p = ofTiles.length;
    long rows = rows();
    TileSums<LossGradient> sums =
        new TileSums<>(
            data, depth, LossGradient.class, () -> new LossGradient(p, rows), LossGradient::merge);
    return objective.ofFeatures(
        p * (long) Double.BYTES <= broadcastAbove
            ? at(Shipped.inside(ofTiles), window, sums)
            : sums.broadcasting(ofTiles, broadcast -> at(Shipped.by(broadcast), window, sums)));
  }

  private LossGradient at(
      Shipped<double[]> parameters, TileWindow window, TileSums<LossGradient> sums) {
    TileSum task = new TileSum(objective.ofTiles(), window, rows(), parameters);
    return sums.between(window.firstTile(), window.lastTile(), task);
  }
}
