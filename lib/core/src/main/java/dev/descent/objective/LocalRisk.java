package dev.descent.objective;

import dev.descent.data.Tile;
import dev.descent.network.Workspace;
import java.util.List;

/**
 * The risk over tiles in this JVM: what the distributed one is held against, and enough for small
 * data.
 */
public final class LocalRisk implements Risk {
  private final Objective objective;
  private final List<Tile> tiles;
  private final Windows windows;

  /** Over {@code tiles}, all of them in the order of their index, which starts at 0. */
  public LocalRisk(Objective objective, List<Tile> tiles) {
    this.objective = objective;
    this.tiles = List.copyOf(tiles);
    for (int t = 0; t < tiles.size(); t++) {
      if (tiles.get(t).index() != t) {
        throw new IllegalArgumentException(
            "tiles must be in the order of their index, but tile "
                + tiles.get(t).index()
                + " is at "
                + t);
      }
    }
    this.windows = new Windows(tiles.stream().mapToInt(Tile::rows).toArray());
  }

  @Override
  public long rows() {
    return windows.rows();
  }

  @Override
  public LossGradient at(double[] parameters, MiniBatch batch) {
    TileWindow window = windows.of(batch);
    LossGradient sum = new LossGradient(parameters.length);
    Workspace work = new Workspace(parameters);
    for (Tile tile : tiles.subList(window.firstTile(), window.lastTile() + 1)) {
      sum.add(objective, window.of(tile), work);
    }
    return sum;
  }
}
