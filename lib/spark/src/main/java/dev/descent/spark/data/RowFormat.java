package dev.descent.spark.data;

import dev.descent.data.Precision;
import dev.descent.encode.Encoding;
import dev.descent.math.Kernels;
import dev.descent.math.RowScaling;
import dev.descent.math.SparseVector;
import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bytes of an encoded row on its way to a tile: copies (8), hash (8), label (8), weight (8),
 * then d features of 4 or 8 bytes; or, of a sparse row, the number of its entries (4), their places
 * (4 each), and their values of 4 or 8 bytes. Everything from the hash on decides the order of
 * rows.
 *
 * <p>What has 8 bytes is big-endian, so that bytes are in the order of hashes; what has 4 is
 * little-endian, as vectors write it.
 */
record RowFormat(int columns, Precision precision, Encoding.Form form) implements Serializable {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  static final int HASH = 8;
  private static final int LABEL = 16;
  private static final int WEIGHT = 24;
  private static final int FEATURES = 32;
  private static final int PLACES = 36;

  private static final int INFINITE = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);

  /** Dense rows. */
  RowFormat(int columns, Precision precision) {
    this(columns, precision, Encoding.Form.DENSE);
  }

  boolean isSparse() {
    return form == Encoding.Form.SPARSE;
  }

  /** Bytes of a dense row. */
  int stride() {
    return Math.addExact(FEATURES, Math.multiplyExact(columns, precision.bytes()));
  }

  /** About the bytes of all rows of {@code plan}. */
  double bytes(TilePlan plan) {
    return plan.width().bytes(plan.rows(), precision) + (double) plan.rows() * PLACES;
  }

  /** Bytes of a row that is to be written. */
  int length(RowValues row) {
    return isSparse() ? sparseLength(row.entries.size()) : stride();
  }

  /** Bytes of the row at {@code at}. */
  int length(byte[] bytes, int at) {
    return isSparse() ? sparseLength(entries(bytes, at)) : stride();
  }

  private int sparseLength(int entries) {
    return Math.addExact(PLACES, Math.multiplyExact(entries, Integer.BYTES + precision.bytes()));
  }

  void write(byte[] bytes, int at, RowValues row) {
    writeTarget(bytes, at, row);
    if (isSparse()) {
      write(bytes, at, row.entries);
      return;
    }
    for (int j = 0; j < columns; j++) {
      if (precision == Precision.DOUBLE) {
        LONG.set(bytes, at + FEATURES + 8 * j, Double.doubleToRawLongBits(row.features[j]));
      } else {
        INT.set(bytes, at + FEATURES + 4 * j, Float.floatToRawIntBits((float) row.features[j]));
      }
    }
  }

  /** Writes what stands before the features. */
  void writeTarget(byte[] bytes, int at, RowValues row) {
    LONG.set(bytes, at, 1L);
    LONG.set(bytes, at + HASH, row.hash);
    LONG.set(bytes, at + LABEL, Double.doubleToLongBits(row.label));
    LONG.set(bytes, at + WEIGHT, Double.doubleToLongBits(row.weight));
  }

  /**
   * Writes feature {@code j} of {@code count} dense rows that lie one behind the other, all of them
   * finite; false if the precision has no number for one.
   */
  boolean writeColumn(byte[] bytes, int at, int j, double[] column, int count) {
    int stride = stride();
    int to = at + FEATURES + precision.bytes() * j;
    if (precision == Precision.DOUBLE) {
      for (int k = 0; k < count; k++) {
        LONG.set(bytes, to + k * stride, Double.doubleToRawLongBits(column[k]));
      }
      return true;
    }
    int largest = 0;
    for (int k = 0; k < count; k++) {
      int bits = Float.floatToRawIntBits((float) column[k]);
      INT.set(bytes, to + k * stride, bits);
      largest = Math.max(largest, bits & Integer.MAX_VALUE);
    }
    return largest < INFINITE;
  }

  /**
   * Writes the features of a dense row of single precision where its numbers lie, and whatever
   * comes behind the row; false if a number is not finite, or the precision has none for its
   * feature.
   */
  boolean writeFeatures(byte[] bytes, int at, RowScaling scaling, double[] numbers, int from) {
    return Kernels.ofThisMachine().scale(numbers, from, scaling, bytes, at + FEATURES);
  }

  private void write(byte[] bytes, int at, SparseVector entries) {
    int count = entries.size();
    INT.set(bytes, at + FEATURES, count);
    int values = at + PLACES + Integer.BYTES * count;
    for (int e = 0; e < count; e++) {
      INT.set(bytes, at + PLACES + Integer.BYTES * e, entries.place(e));
      if (precision == Precision.SINGLE) {
        INT.set(bytes, values + 4 * e, Float.floatToIntBits((float) entries.value(e)));
      } else {
        LONG.set(bytes, values + 8 * e, Double.doubleToLongBits(entries.value(e)));
      }
    }
  }

  /** How many entries the sparse row at {@code at} has. */
  int entries(byte[] bytes, int at) {
    return (int) INT.get(bytes, at + FEATURES);
  }

  /** The place of entry {@code e} of a sparse row. */
  int place(byte[] bytes, int at, int e) {
    return (int) INT.get(bytes, at + PLACES + Integer.BYTES * e);
  }

  /** The value of entry {@code e} of {@code entries} of a sparse row in single precision. */
  float singleEntry(byte[] bytes, int at, int entries, int e) {
    return Float.intBitsToFloat((int) INT.get(bytes, at + PLACES + 4 * (entries + e)));
  }

  /** The same in double precision. */
  double entry(byte[] bytes, int at, int entries, int e) {
    int value = at + PLACES + Integer.BYTES * entries + Double.BYTES * e;
    return Double.longBitsToDouble((long) LONG.get(bytes, value));
  }

  long copies(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at);
  }

  void setCopies(byte[] bytes, int at, long copies) {
    LONG.set(bytes, at, copies);
  }

  long hash(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at + HASH);
  }

  void setHash(byte[] bytes, int at, long hash) {
    LONG.set(bytes, at + HASH, hash);
  }

  double label(byte[] bytes, int at) {
    return Double.longBitsToDouble((long) LONG.get(bytes, at + LABEL));
  }

  double weight(byte[] bytes, int at) {
    return Double.longBitsToDouble((long) LONG.get(bytes, at + WEIGHT));
  }

  float single(byte[] bytes, int at, int column) {
    return Float.intBitsToFloat((int) INT.get(bytes, at + FEATURES + 4 * column));
  }

  double feature(byte[] bytes, int at, int column) {
    return Double.longBitsToDouble((long) LONG.get(bytes, at + FEATURES + 8 * column));
  }
}
