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
  private final Shipped.Way way;

  /** Of {@code objective} over {@code data}, merged by a tree of {@code depth}. */
  public TreeAggregatedRisk(Objective objective, HashOrderedTiles data, int depth) {
    this(objective, data, depth, way(objective, data));
  }

  /** Parameters get to the tasks on that {@code way}. */
  TreeAggregatedRisk(Objective objective, HashOrderedTiles data, int depth, Shipped.Way way) {
    this.objective = objective;
    this.data = data;
    this.windows = new Windows(data.rows());
    this.depth = depth;
    this.way = way;
  }

  private static Shipped.Way way(Objective objective, HashOrderedTiles data) {
    return Shipped.Way.of(data.tiles().context(), objective.network().layout().size());
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
        Shipped.during(data.tiles().context(), way, ofTiles, shipped -> at(shipped, window, sums)));
  }

  private LossGradient at(
      Shipped<double[]> parameters, TileWindow window, TileSums<LossGradient> sums) {
    TileSum task = new TileSum(objective.ofTiles(), window, rows(), parameters);
    return sums.between(window.firstTile(), window.lastTile(), task);
  }
}
