package dev.descent.spark.data;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongToIntFunction;

/**
 * Where packed rows lie, in the order of their hashes and then of their bytes.
 *
 * <p>Rows are counted into places of about two rows, which hashes fill evenly, and each place is
 * sorted by itself.
 */
final class PackedOrder {
  private static final int SHORT = 16;

  private final RowFormat format;
  private final byte[][] chunks;

  /** The first row of every place, and behind the last place the number of rows. */
  private final int[] starts;

  private final long[] hashes;

  /** Every row as chunk number and offset in one long. */
  private final long[] rows;

  /**
   * Orders the rows of {@code chunks}.
   *
   * @param places one more than the last place
   * @param place of a hash, never falling as hashes rise
   */
  PackedOrder(RowFormat format, List<byte[]> chunks, int places, LongToIntFunction place) {
    this.format = format;
    this.chunks = chunks.toArray(byte[][]::new);
    this.starts = new int[places + 1];
    forEach((row, hash) -> starts[place.applyAsInt(hash) + 1]++);
    for (int p = 0; p < places; p++) {
      starts[p + 1] = Math.addExact(starts[p], starts[p + 1]);
    }
    this.hashes = new long[starts[places]];
    this.rows = new long[hashes.length];
    int[] next = starts.clone();
    forEach(
        (row, hash) -> {
          int to = next[place.applyAsInt(hash)]++;
          rows[to] = row;
          hashes[to] = hash;
        });
    for (int p = 0; p < places; p++) {
      sort(starts[p], starts[p + 1]);
    }
  }

  private interface Visitor {
    void visit(long row, long hash);
  }

  private void forEach(Visitor visitor) {
    for (int c = 0; c < chunks.length; c++) {
      byte[] chunk = chunks[c];
      for (int at = 0; at < chunk.length; at += format.length(chunk, at)) {
        visitor.visit(((long) c << Integer.SIZE) | at, format.hash(chunk, at));
      }
    }
  }

  private void sort(int from, int to) {
    if (to - from > SHORT) {
      MergeSort.sort(rows, from, to, this::compare);
      for (int i = from; i < to; i++) {
        hashes[i] = format.hash(chunk(i), at(i));
      }
      return;
    }
    for (int i = from + 1; i < to; i++) {
      long hash = hashes[i];
      long row = rows[i];
      int j = i;
      for (; j > from && isBelow(hash, row, j - 1); j--) {
        hashes[j] = hashes[j - 1];
        rows[j] = rows[j - 1];
      }
      hashes[j] = hash;
      rows[j] = row;
    }
  }

  private boolean isBelow(long hash, long row, int other) {
    int byHash = Long.compareUnsigned(hash, hashes[other]);
    return byHash < 0 || (byHash == 0 && compare(row, rows[other]) < 0);
  }

  /** By all bytes from the hash on: any fixed order of equal hashes will do. */
  private int compare(long a, long b) {
    byte[] chunkA = chunks[(int) (a >>> Integer.SIZE)];
    byte[] chunkB = chunks[(int) (b >>> Integer.SIZE)];
    int from = RowFormat.HASH;
    int endA = (int) a + format.length(chunkA, (int) a);
    int endB = (int) b + format.length(chunkB, (int) b);
    return Arrays.compareUnsigned(chunkA, (int) a + from, endA, chunkB, (int) b + from, endB);
  }

  /** The first row of a place. */
  int start(int place) {
    return starts[place];
  }

  /** The hash of the {@code i}-th row. */
  long hash(int i) {
    return hashes[i];
  }

  /** The bytes in which the {@code i}-th row lies, from {@link #at}. */
  byte[] chunk(int i) {
    return chunks[(int) (rows[i] >>> Integer.SIZE)];
  }

  /** Where it begins. */
  int at(int i) {
    return (int) rows[i];
  }

  /** A copy of its bytes. */
  byte[] bytes(int i) {
    return Arrays.copyOfRange(chunk(i), at(i), at(i) + format.length(chunk(i), at(i)));
  }
}
