package dev.descent.spark.train;

import dev.descent.data.Tile;
import dev.descent.objective.LocalRisk;
import dev.descent.objective.Objective;
import dev.descent.objective.Risk;
import dev.descent.solve.LocalShards;
import dev.descent.solve.Shards;
import dev.descent.spark.data.HashOrderedTiles;
import java.util.List;

/**
 * What is summed over the tiles of a table, where that takes the least time: by tasks, or on the
 * driver where all tiles together are so few bytes that it is through them before a job has begun.
 * Sums are exact, so that both give the same bits.
 */
public final class TileRisks {
  /** A driver goes through them in less than a millisecond, in which a task is hardly sent. */
  static final long DRIVER_BYTES = 1 << 20;

  private final HashOrderedTiles data;
  private final int depth;

  /** Of {@code data}; what tasks sum is merged by a tree of {@code depth}. */
  public TileRisks(HashOrderedTiles data, int depth) {
    this.data = data;
    this.depth = depth;
  }

  private boolean onDriver() {
    return data.bytes() <= DRIVER_BYTES;
  }

  /** The risk of {@code objective} over all rows. */
  public Risk risk(Objective objective) {
    return onDriver()
        ? new LocalRisk(objective, tiles())
        : new TreeAggregatedRisk(objective, data, depth);
  }

  /** The rows in {@code count} data shards. */
  public Shards shards(int count) {
    return onDriver()
        ? new LocalShards(tiles(), count)
        : new TreeAggregatedShards(data, count, depth);
  }

  private List<Tile> tiles() {
    return data.collect();
  }
}
