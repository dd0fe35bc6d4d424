package dev.descent.spark.data;

import dev.descent.data.Precision;
import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bytes of an encoded row on its way to a tile: copies (8), hash (8), label (8), weight (8),
 * then d features of 4 or 8 bytes, big-endian. Everything from the hash on decides the order of
 * rows.
 */
record RowFormat(int columns, Precision precision) implements Serializable {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  static final int HASH = 8;
  private static final int LABEL = 16;
  private static final int WEIGHT = 24;
  private static final int FEATURES = 32;

  /** Bytes of a row. */
  int stride() {
    return Math.addExact(FEATURES, Math.multiplyExact(columns, precision.bytes()));
  }

  void write(byte[] bytes, int at, RowReader.Values row) {
    LONG.set(bytes, at, 1L);
    LONG.set(bytes, at + HASH, row.hash);
    LONG.set(bytes, at + LABEL, Double.doubleToLongBits(row.label));
    LONG.set(bytes, at + WEIGHT, Double.doubleToLongBits(row.weight));
    for (int j = 0; j < columns; j++) {
      if (precision == Precision.SINGLE) {
        INT.set(bytes, at + FEATURES + 4 * j, Float.floatToIntBits((float) row.features[j]));
      } else {
        LONG.set(bytes, at + FEATURES + 8 * j, Double.doubleToLongBits(row.features[j]));
      }
    }
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
