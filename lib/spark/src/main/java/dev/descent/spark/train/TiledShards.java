package dev.descent.spark.train;

import dev.descent.data.Tile;
import dev.descent.solve.LocalShards;
import dev.descent.solve.Position;
import dev.descent.solve.ShardAverage;
import dev.descent.solve.ShardRound;
import dev.descent.solve.Shards;
import dev.descent.spark.ship.Shipped;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.SparkContext;

/** Data shards over cached tiles: a task descends in the shards of its partition. */
public final class TiledShards implements Shards {
  private final TileSums sums;
  private final int count;

  /**
   * {@code count} shards of the tiles.
   *
   * @throws IllegalArgumentException if the tiles of a shard may lie in several partitions: their
   *     number must divide that of the shards
   */
  public TiledShards(TileSums sums, int count) {
    int partitions = sums.data().tiles().getNumPartitions();
    if (count % partitions != 0) {
      throw new IllegalArgumentException(
          count + " shards do not lie whole in " + partitions + " partitions of tiles");
    }
    this.sums = sums;
    this.count = count;
  }

  @Override
  public long[] rows() {
    long[] rows = new long[count];
    int[] tiles = sums.data().rows();
    for (int t = 0; t < tiles.length; t++) {
      rows[t % count] += tiles[t];
    }
    return rows;
  }

  @Override
  public ShardAverage after(ShardRound round) {
    Position from = round.from();
    long numbers = from.parameters().length * (1L + from.optimizer().slots().length);
    SparkContext context = sums.data().tiles().context();
    Shipped.Way way = Shipped.Way.of(context, numbers);
    try (Shipped<ShardRound> shipped = Shipped.by(way, context, round)) {
      return sums.all(new Descents(shipped));
    }
  }

  /** What a task does in a round. */
  private static final class Descents extends TileTask<ShardAverage> {
    private static final long serialVersionUID = 1L;

    private final Shipped<ShardRound> round;

    Descents(Shipped<ShardRound> round) {
      this.round = round;
    }

    @Override
    ShardAverage over(Iterator<Tile> tiles) {
      ShardAverage average = zero();
      Iterable<Tile> all = () -> tiles;
      for (List<Tile> shard : LocalShards.split(all, round.value().shards())) {
        if (!shard.isEmpty()) {
          round.value().descend(shard, average);
        }
      }
      return average;
    }

    /** A shard is all that a partition has of it. */
    @Override
    boolean takesAnyTiles() {
      return false;
    }

    @Override
    ShardAverage zero() {
      return new ShardAverage();
    }

    @Override
    ShardAverage join(ShardAverage average, ShardAverage part) {
      return average.merge(part);
    }
  }
}
