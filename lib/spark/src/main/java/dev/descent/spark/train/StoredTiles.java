package dev.descent.spark.train;

import dev.descent.data.Tile;
import dev.descent.spark.data.HashOrderedTiles;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Tiles of some partitions that this JVM stores, shared among threads: each takes a partition that
 * nobody has begun, and where none is left, tiles of those that others are at. So all threads end
 * together, whatever the partitions hold and however fast each core is.
 */
final class StoredTiles implements AutoCloseable {
  private final HashOrderedTiles data;
  private final List<Integer> partitions;
  private final AtomicInteger next = new AtomicInteger();
  private final Queue<Partition> begun = new ConcurrentLinkedQueue<>();
  private volatile boolean areStored = true;
  private volatile boolean isOver;

  StoredTiles(HashOrderedTiles data, List<Integer> partitions) {
    this.data = data;
    this.partitions = partitions;
  }

  /** All of a partition that nobody has begun; empty where none is left. */
  Optional<Iterator<Tile>> partition() {
    return begin().map(partition -> new Taken(partition, false));
  }

  /** Tiles of any partition, as long as there are some. */
  Iterator<Tile> any() {
    return new Taken(null, true);
  }

  /** Whether all partitions that were asked for were stored. */
  boolean areStored() {
    return areStored;
  }

  /** From now on there are no more. */
  void end() {
    isOver = true;
  }

  /** Gives back what Spark keeps until it has been read. */
  @Override
  public void close() {
    begun.forEach(Partition::close);
  }

  private Optional<Partition> begin() {
    int k = next.getAndIncrement();
    if (k >= partitions.size() || isOver || !areStored) {
      return Optional.empty();
    }
    Optional<Partition> partition = data.stored(partitions.get(k)).map(Partition::new);
    partition.ifPresentOrElse(begun::add, () -> areStored = false);
    return partition;
  }

  /** Its tiles, one for whoever comes first. */
  private static final class Partition implements AutoCloseable {
    private final Iterator<Tile> tiles;

    Partition(Iterator<Tile> tiles) {
      this.tiles = tiles;
    }

    synchronized Optional<Tile> next() {
      return tiles.hasNext() ? Optional.of(tiles.next()) : Optional.empty();
    }

    @Override
    public synchronized void close() {
      tiles.forEachRemaining(tile -> {});
    }
  }

  /** What one thread takes. */
  private final class Taken implements Iterator<Tile> {
    private final boolean goesOn;
    private @Nullable Partition from;
    private Optional<Tile> ahead = Optional.empty();

    Taken(@Nullable Partition from, boolean goesOn) {
      this.from = from;
      this.goesOn = goesOn;
    }

    @Override
    public boolean hasNext() {
      if (ahead.isEmpty() && !isOver && areStored) {
        Partition current = from;
        ahead = current == null ? Optional.empty() : current.next();
        if (ahead.isEmpty() && goesOn) {
          ahead = ofAnother();
        }
      }
      return ahead.isPresent();
    }

    private Optional<Tile> ofAnother() {
      for (Optional<Partition> own = begin(); own.isPresent(); own = begin()) {
        from = own.get();
        Optional<Tile> tile = own.get().next();
        if (tile.isPresent()) {
          return tile;
        }
      }
      for (Partition other : begun) {
        Optional<Tile> tile = other.next();
        if (tile.isPresent()) {
          from = other;
          return tile;
        }
      }
      return Optional.empty();
    }

    @Override
    public Tile next() {
      if (!hasNext()) {
        throw new NoSuchElementException("all tiles are taken");
      }
      Tile tile = ahead.orElseThrow();
      ahead = Optional.empty();
      return tile;
    }
  }
}
