package dev.descent.spark.data;

import dev.descent.data.HashOrder;
import dev.descent.math.SplitMix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import scala.Tuple2;

/**
 * Collects rows of one task for the partitions of their tiles; equal rows are kept once with their
 * number of copies, so that a row that fills the table is a few bytes on the wire.
 */
final class RowBuffer {
  private static final int BYTES = 16 << 20;
  private static final int MAX_ROWS = 1 << 16;

  private final RowFormat format;
  private final HashOrder order;
  private final int partitions;
  private final int stride;
  private final int capacity;
  private final byte[] bytes;

  /** Open addressing by hash: 1 + the row's number, or 0. */
  private final int[] slots;

  private int rows;

  RowBuffer(RowFormat format, HashOrder order, int partitions) {
    this.format = format;
    this.order = order;
    this.partitions = partitions;
    this.stride = format.stride();
    this.capacity = Math.max(1, Math.min(MAX_ROWS, BYTES / stride));
    this.bytes = new byte[capacity * stride];
    this.slots = new int[Integer.highestOneBit(capacity) * 4];
  }

  boolean full() {
    return rows == capacity;
  }

  /** Adds a row, or a copy to a row that is equal to it. */
  void add(RowReader.Values row) {
    format.write(bytes, rows * stride, row);
    addLast();
  }

  /** Adds a row in its bytes, as one copy with hash {@code hash}. */
  void add(byte[] source, int at, long hash) {
    System.arraycopy(source, at, bytes, rows * stride, stride);
    format.setCopies(bytes, rows * stride, 1);
    format.setHash(bytes, rows * stride, hash);
    addLast();
  }

  private void addLast() {
    int at = rows * stride;
    int slot = (int) SplitMix.mix(format.hash(bytes, at)) & (slots.length - 1);
    while (slots[slot] != 0) {
      int other = (slots[slot] - 1) * stride;
      if (Arrays.equals(
          bytes, other + RowFormat.HASH, other + stride, bytes, at + RowFormat.HASH, at + stride)) {
        format.setCopies(bytes, other, format.copies(bytes, other) + 1);
        return;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    rows++;
    slots[slot] = rows;
  }

  /** Empties the buffer into one packed array for each partition that has rows. */
  List<Tuple2<Integer, byte[]>> flush() {
    int[] partitionOf = new int[rows];
    int[] counts = new int[partitions];
    for (int i = 0; i < rows; i++) {
      partitionOf[i] = order.tile(format.hash(bytes, i * stride)) % partitions;
      counts[partitionOf[i]]++;
    }
    byte[][] packed = new byte[partitions][];
    for (int p = 0; p < partitions; p++) {
      packed[p] = new byte[counts[p] * stride];
    }
    int[] filled = new int[partitions];
    for (int i = 0; i < rows; i++) {
      int p = partitionOf[i];
      System.arraycopy(bytes, i * stride, packed[p], filled[p], stride);
      filled[p] += stride;
    }
    rows = 0;
    Arrays.fill(slots, 0);
    List<Tuple2<Integer, byte[]>> out = new ArrayList<>();
    for (int p = 0; p < partitions; p++) {
      if (packed[p].length > 0) {
        out.add(new Tuple2<>(p, packed[p]));
      }
    }
    return out;
  }
}
