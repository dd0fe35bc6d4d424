package dev.descent.spark.data;

import dev.descent.spark.source.DataException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Packed rows on their way into memory. A refusal of the data is stored as a pair of its own behind
 * what was packed before, and thrown by whoever reads it: of what is thrown while it stores, Spark
 * warns in lines of its own.
 */
final class StoredChunks implements Iterator<Tuple2<Integer, byte[]>> {
  /** In place of the number of a partition. */
  private static final int REFUSAL = -1;

  private final Iterator<Tuple2<Integer, byte[]>> packed;
  private @Nullable Tuple2<Integer, byte[]> next;
  private boolean isRefused;

  private StoredChunks(Iterator<Tuple2<Integer, byte[]>> packed) {
    this.packed = packed;
  }

  /** What is stored of the packed rows of a task. */
  static Iterator<Tuple2<Integer, byte[]>> of(Iterator<Tuple2<Integer, byte[]>> packed) {
    return new StoredChunks(packed);
  }

  /**
   * How many chunks are stored.
   *
   * @throws DataException if there is a refusal
   */
  static int count(Iterator<Tuple2<Integer, byte[]>> stored) {
    int count = 0;
    for (; stored.hasNext(); count++) {
      partition(stored.next());
    }
    return count;
  }

  @Override
  public boolean hasNext() {
    if (next == null && !isRefused) {
      try {
        next = packed.hasNext() ? packed.next() : null;
      } catch (DataException refusal) {
        isRefused = true;
        byte[] lines = String.join("\n", refusal.lines()).getBytes(StandardCharsets.UTF_8);
        next = new Tuple2<>(REFUSAL, lines);
      }
    }
    return next != null;
  }

  @Override
  public Tuple2<Integer, byte[]> next() {
    Tuple2<Integer, byte[]> found = hasNext() ? next : null;
    if (found == null) {
      throw new NoSuchElementException("no more packed rows");
    }
    next = null;
    return found;
  }

  /**
   * The number of the partition that gets a stored pair.
   *
   * @throws DataException if it is a refusal
   */
  static int partition(Tuple2<Integer, byte[]> stored) {
    if (stored._1() == REFUSAL) {
      throw new DataException(new String(stored._2(), StandardCharsets.UTF_8).lines().toList());
    }
    return stored._1();
  }
}
