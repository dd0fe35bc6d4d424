package dev.descent.spark.train;

import dev.descent.data.Tile;
import dev.descent.network.Workspace;
import dev.descent.objective.LossGradient;
import dev.descent.objective.Objective;
import dev.descent.objective.TileWindow;
import java.util.Iterator;

/** What a task does in a step: the sum over the tiles that a mini-batch touches. */
final class TileSum extends TileTask<LossGradient> {
  private static final long serialVersionUID = 1L;

  private final Objective objective;
  private final TileWindow window;
  private final long rows;
  private final Shipped<double[]> parameters;

  /** Of the tiles of a window among {@code rows} rows. */
  TileSum(Objective objective, TileWindow window, long rows, Shipped<double[]> parameters) {
    this.objective = objective;
    this.window = window;
    this.rows = rows;
    this.parameters = parameters;
  }

  @Override
  LossGradient over(Iterator<Tile> tiles) {
    double[] at = parameters.value();
    LossGradient sum = new LossGradient(at.length, rows);
    Workspace work = new Workspace(at);
    while (tiles.hasNext()) {
      Tile tile = tiles.next();
      if (window.touches(tile.index())) {
        sum.add(objective, window.of(tile), work);
      }
    }
    return sum.packed();
  }
}
