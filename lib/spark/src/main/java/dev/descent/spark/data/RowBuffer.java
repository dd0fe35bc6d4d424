package dev.descent.spark.data;

import dev.descent.data.HashOrder;
import dev.descent.math.RowScaling;
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
  private static final int MAX_ROWS = 1 << 14;

  private final RowFormat format;
  private final HashOrder order;
  private final int partitions;
  private final int capacity;
  private byte[] bytes;

  /** Where each row begins, and behind the last one where the next will. */
  private final int[] starts;

  /** Open addressing by hash: 1 + the row's number, or 0. */
  private final int[] slots;

  /** The rows in the order of their hashes, when they are to go. */
  private final PackedOrder sorted;

  private int rows;

  /** Rows behind these that are not added yet. */
  private int put;

  RowBuffer(RowFormat format, HashOrder order, int partitions) {
    this.format = format;
    this.order = order;
    this.partitions = partitions;
    this.capacity =
        format.isSparse() ? MAX_ROWS : Math.max(1, Math.min(MAX_ROWS, BYTES / format.stride()));
    this.bytes =
        new byte[format.isSparse() ? BYTES : capacity * format.stride() + RowScaling.BEHIND];
    this.starts = new int[capacity + 1];
    this.sorted = new PackedOrder(format);
    this.slots = new int[Integer.highestOneBit(capacity) * 4];
  }

  boolean full() {
    return rows == capacity || starts[rows] >= BYTES;
  }

  /** Adds a row, or a copy to a row that is equal to it. */
  void add(RowValues row) {
    int length = format.length(row);
    makeRoom(length);
    format.write(bytes, starts[rows], row);
    add(starts[rows], length);
  }

  /** A sparse row may be longer than what is left. */
  private void makeRoom(int length) {
    int end = Math.addExact(starts[rows], length);
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, end);
    }
  }

  /** How many dense rows may be put. */
  int room() {
    return capacity - rows;
  }

  /** Puts all of a dense row but its features. */
  void put(RowValues row) {
    format.writeTarget(bytes, starts[rows] + put * format.stride(), row);
    put++;
  }

  /**
   * Puts a dense row whose features are numbers from {@code numbers[from]} on, scaled; false if one
   * of them cannot be put so.
   */
  boolean put(RowValues row, RowScaling scaling, double[] numbers, int from) {
    int at = starts[rows] + put * format.stride();
    boolean written = format.writeFeatures(bytes, at, scaling, numbers, from);
    if (written) {
      put(row);
    }
    return written;
  }

  /** Takes the rows back that were put. */
  void takeBack() {
    put = 0;
  }

  /**
   * Puts feature {@code j} of all rows that were put; false if the precision has no number for one.
   */
  boolean putColumn(int j, double[] column) {
    return format.writeColumn(bytes, starts[rows], j, column, put);
  }

  /** Adds the rows that were put, or copies to rows that are equal to them. */
  void addAllPut() {
    int from = starts[rows];
    int stride = format.stride();
    for (int k = 0; k < put; k++) {
      add(from + k * stride, stride);
    }
    put = 0;
  }

  /** Adds a row in its bytes, as one copy with hash {@code hash}. */
  void add(byte[] source, int at, long hash) {
    int length = format.length(source, at);
    makeRoom(length);
    System.arraycopy(source, at, bytes, starts[rows], length);
    format.setCopies(bytes, starts[rows], 1);
    format.setHash(bytes, starts[rows], hash);
    add(starts[rows], length);
  }

  /** Adds a row whose bytes lie behind those of the rows. */
  private void add(int at, int length) {
    int end = at + length;
    int slot = (int) SplitMix.mix(format.hash(bytes, at)) & (slots.length - 1);
    while (slots[slot] != 0) {
      int other = starts[slots[slot] - 1];
      int otherEnd = starts[slots[slot]];
      if (Arrays.equals(bytes, other + RowFormat.HASH, otherEnd, bytes, at + RowFormat.HASH, end)) {
        format.setCopies(bytes, other, format.copies(bytes, other) + 1);
        return;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    if (at > starts[rows]) {
      System.arraycopy(bytes, at, bytes, starts[rows], length);
    }
    starts[rows + 1] = starts[rows] + length;
    rows++;
    slots[slot] = rows;
  }

  /**
   * Empties the buffer into one packed array for each partition that has rows, in the order of
   * their hashes, so that the rows of a tile lie side by side.
   */
  List<Tuple2<Integer, byte[]>> flush() {
    sort();
    int[] partitionOf = new int[rows];
    int[] lengths = new int[partitions];
    for (int i = 0; i < rows; i++) {
      partitionOf[i] = order.tile(sorted.hash(i)) % partitions;
      lengths[partitionOf[i]] += format.length(bytes, sorted.at(i));
    }
    byte[][] packed = new byte[partitions][];
    for (int p = 0; p < partitions; p++) {
      packed[p] = new byte[lengths[p]];
    }
    int[] filled = new int[partitions];
    for (int i = 0; i < rows; i++) {
      int p = partitionOf[i];
      int length = format.length(bytes, sorted.at(i));
      System.arraycopy(bytes, sorted.at(i), packed[p], filled[p], length);
      filled[p] += length;
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

  private void sort() {
    sorted.clear(List.of(bytes));
    for (int i = 0; i < rows; i++) {
      sorted.add(0, starts[i]);
    }
    int bits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(rows) - 1);
    sorted.sort(1 << bits, hash -> (int) (hash >>> (Long.SIZE - bits)));
  }
}
