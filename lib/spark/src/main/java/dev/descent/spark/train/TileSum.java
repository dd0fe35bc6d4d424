package dev.descent.spark.train;

import dev.descent.data.Tile;
import dev.descent.network.Workspace;
import dev.descent.objective.LossGradient;
import dev.descent.objective.Objective;
import dev.descent.objective.TileWindow;
import dev.descent.spark.ship.Shipped;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * What a task does in a pass: the sums at some points over the tiles that the window of each
 * touches.
 */
final class TileSum extends TileTask<LossGradient[]> {
  private static final long serialVersionUID = 1L;

  private final Objective[] objectives;
  private final TileWindow[] windows;
  private final int[] sums;
  private final long rows;
  private final Shipped<double[][]> parameters;

  /** At {@code points}, with {@code parameters} for tiles, of a table of {@code rows} rows. */
  TileSum(List<TilePass.Point> points, long rows, Shipped<double[][]> parameters) {
    this.objectives =
        points.stream().map(point -> point.objective().ofTiles()).toArray(Objective[]::new);
    this.windows = points.stream().map(TilePass.Point::window).toArray(TileWindow[]::new);
    this.sums = points.stream().mapToInt(TilePass.Point::sums).toArray();
    this.rows = rows;
    this.parameters = parameters;
  }

  @Override
  LossGradient[] zero() {
    return Arrays.stream(sums)
        .mapToObj(parameters -> new LossGradient(parameters, rows))
        .toArray(LossGradient[]::new);
  }

  @Override
  LossGradient[] join(LossGradient[] sums, LossGradient[] parts) {
    for (int k = 0; k < sums.length; k++) {
      sums[k] = sums[k].merge(parts[k]);
    }
    return sums;
  }

  /** Tile by tile, so that each is read from memory once for all points. */
  @Override
  LossGradient[] over(Iterator<Tile> tiles) {
    double[][] at = parameters.value();
    LossGradient[] sums = zero();
    Workspace[] work = Arrays.stream(at).map(Workspace::new).toArray(Workspace[]::new);
    while (tiles.hasNext()) {
      Tile tile = tiles.next();
      for (int k = 0; k < at.length; k++) {
        if (windows[k].touches(tile.index())) {
          sums[k].add(objectives[k], windows[k].of(tile), work[k]);
        }
      }
    }
    for (LossGradient sum : sums) {
      sum.packed();
    }
    return sums;
  }
}
