package dev.descent.spark.data;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongToIntFunction;

/**
 * Where some packed rows lie, in the order of their hashes and then of their bytes.
 *
 * <p>Rows are counted into places of about two rows, which hashes fill evenly, and each place is
 * sorted by itself.
 */
final class PackedOrder {
  private static final int SHORT = 16;

  private final RowFormat format;
  private byte[][] chunks = {};

  /** Every row as chunk number and offset in one long, sorted by {@link #sort}. */
  private long[] rows = {};

  private long[] hashes = {};

  /** Room of the same sizes, into which rows are sorted. */
  private long[] otherRows = {};

  private long[] otherHashes = {};

  private int size;

  /** Without any rows at first. */
  PackedOrder(RowFormat format) {
    this.format = format;
  }

  /** Forgets all rows; those to come lie in {@code chunks}. */
  void clear(List<byte[]> chunks) {
    this.chunks = chunks.toArray(byte[][]::new);
    size = 0;
  }

  /** Adds the row of chunk {@code chunk} that begins at {@code at}. */
  void add(int chunk, int at) {
    if (size == rows.length) {
      int room = Math.max(1024, Math.addExact(size, size >> 1));
      rows = Arrays.copyOf(rows, room);
      hashes = Arrays.copyOf(hashes, room);
      otherRows = new long[room];
      otherHashes = new long[room];
    }
    rows[size] = ((long) chunk << Integer.SIZE) | at;
    hashes[size++] = format.hash(chunks[chunk], at);
  }

  /**
   * Sorts the rows.
   *
   * @param places one more than the last place
   * @param place of a hash, never falling as hashes rise
   */
  void sort(int places, LongToIntFunction place) {
    int[] next = new int[places + 1];
    for (int i = 0; i < size; i++) {
      next[place.applyAsInt(hashes[i]) + 1]++;
    }
    for (int p = 0; p < places; p++) {
      next[p + 1] += next[p];
    }
    for (int i = 0; i < size; i++) {
      int to = next[place.applyAsInt(hashes[i])]++;
      otherRows[to] = rows[i];
      otherHashes[to] = hashes[i];
    }
    swap();
    for (int p = 0; p < places; p++) {
      sort(p == 0 ? 0 : next[p - 1], next[p]);
    }
  }

  private void swap() {
    long[] sortedRows = otherRows;
    long[] sortedHashes = otherHashes;
    otherRows = rows;
    otherHashes = hashes;
    rows = sortedRows;
    hashes = sortedHashes;
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

  /** How many rows. */
  int size() {
    return size;
  }

  /** The hash of the {@code i}-th row. */
  long hash(int i) {
    return hashes[i];
  }

  /** Whether the {@code i}-th and the {@code j}-th row are copies of one row. */
  boolean areEqual(int i, int j) {
    return i == j || (hashes[i] == hashes[j] && compare(rows[i], rows[j]) == 0);
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
