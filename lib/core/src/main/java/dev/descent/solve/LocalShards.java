package dev.descent.solve;

import dev.descent.data.Tile;
import java.util.ArrayList;
import java.util.List;

/** Data shards in this JVM, one after the other: what distributed ones are held against. */
public final class LocalShards implements Shards {
  private final List<List<Tile>> shards;

  /** {@code count} shards of {@code tiles}, which are in the order of their index. */
  public LocalShards(List<Tile> tiles, int count) {
    this.shards = split(tiles, count);
  }

  /** The tiles of each of {@code count} shards; {@code tiles} are in the order of their index. */
  public static List<List<Tile>> split(Iterable<Tile> tiles, int count) {
    List<List<Tile>> shards = new ArrayList<>();
    for (int s = 0; s < count; s++) {
      shards.add(new ArrayList<>());
    }
    for (Tile tile : tiles) {
      shards.get(tile.index() % count).add(tile);
    }
    return shards;
  }

  @Override
  public long[] rows() {
    return shards.stream().mapToLong(s -> s.stream().mapToLong(Tile::rows).sum()).toArray();
  }

  @Override
  public ShardAverage after(ShardRound round) {
    ShardAverage average = new ShardAverage();
    shards.stream().filter(s -> !s.isEmpty()).forEach(s -> round.descend(s, average));
    return average;
  }
}
