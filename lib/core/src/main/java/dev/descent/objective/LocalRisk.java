package dev.descent.objective;

import dev.descent.data.Tile;
import dev.descent.network.Workspace;
import java.util.List;

/**
 * The risk over tiles in this JVM, for one thread: what the distributed one is held against, and
 * what descends in a data shard.
 */
public final class LocalRisk implements Risk {
  private final Objective objective;
  private final List<Tile> tiles;
  private final Windows windows;
  private final Workspace work;

  private LocalRisk(Objective objective, List<Tile> tiles, int stride) {
    this.objective = objective;
    this.tiles = List.copyOf(tiles);
    for (int t = 0; t < tiles.size(); t++) {
      if (tiles.get(t).index() != tiles.get(0).index() % stride + t * stride) {
        throw new IllegalArgumentException(
            "tiles must be in the order of their index, but tile "
                + tiles.get(t).index()
                + " is at "
                + t);
      }
    }
    this.windows = new Windows(tiles.stream().mapToInt(Tile::rows).toArray());
    this.work = new Workspace(new double[objective.network().layout().size()]);
  }

  /** Over {@code tiles}, all of them in the order of their index, which starts at 0. */
  public LocalRisk(Objective objective, List<Tile> tiles) {
    this(objective, tiles, 1);
  }

  /** Over the tiles of one of {@code shards} data shards: every shards-th tile, in their order. */
  public static LocalRisk ofShard(Objective objective, List<Tile> tiles, int shards) {
    return new LocalRisk(objective, tiles, shards);
  }

  @Override
  public long rows() {
    return windows.rows();
  }

  @Override
  public LossGradient at(double[] parameters, MiniBatch batch) {
    return at(parameters, batch, new LossGradient(parameters.length, windows.rows()));
  }

  @Override
  public double lossAt(double[] parameters) {
    return at(parameters, all(), new LossGradient(0)).meanLoss();
  }

  /** The same in {@code sum}, a sum for all rows of these, which forgets what it was. */
  public LossGradient at(double[] parameters, MiniBatch batch, LossGradient sum) {
    TileWindow window = windows.of(batch);
    sum.clear();
    work.at(objective.tileParameters(parameters));
    for (int t = window.firstTile(); t <= window.lastTile(); t++) {
      sum.add(objective, window.of(tiles.get(t), t), work);
    }
    return objective.ofFeatures(sum);
  }
}
