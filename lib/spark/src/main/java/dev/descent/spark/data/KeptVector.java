package dev.descent.spark.data;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.sql.vectorized.ColumnarMap;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** A kept column as Spark reads columns, where it lies. */
final class KeptVector extends ColumnVector {
  private final KeptColumn kept;
  private final KeptVector[] children;

  /** Of {@code kept}, with what stands in its lists or is a part of its structures. */
  KeptVector(KeptColumn kept, DataType type, KeptVector... children) {
    super(type);
    this.kept = kept;
    this.children = children;
  }

  /** Where the list of a row begins among {@link #elements}. */
  int offset(int row) {
    return kept.offset(row);
  }

  /** How many elements it has. */
  int length(int row) {
    return kept.length(row);
  }

  /** What stands in the lists. */
  KeptVector elements() {
    return children[0];
  }

  /** All numbers of a column of doubles; never written to. */
  double[] doubles() {
    return (double[]) kept.values();
  }

  @Override
  public void close() {}

  @Override
  public boolean hasNull() {
    return kept.hasNull();
  }

  @Override
  public int numNulls() {
    int nulls = 0;
    for (int i = 0; i < kept.count(); i++) {
      nulls += isNullAt(i) ? 1 : 0;
    }
    return nulls;
  }

  @Override
  public boolean isNullAt(int row) {
    return kept.isNullAt(row);
  }

  @Override
  public boolean getBoolean(int row) {
    return ((boolean[]) kept.values())[row];
  }

  @Override
  public byte getByte(int row) {
    return ((byte[]) kept.values())[row];
  }

  @Override
  public short getShort(int row) {
    return ((short[]) kept.values())[row];
  }

  @Override
  public int getInt(int row) {
    return ((int[]) kept.values())[row];
  }

  @Override
  public long getLong(int row) {
    return ((long[]) kept.values())[row];
  }

  @Override
  public float getFloat(int row) {
    return ((float[]) kept.values())[row];
  }

  @Override
  public double getDouble(int row) {
    return ((double[]) kept.values())[row];
  }

  @Override
  public @Nullable ColumnarArray getArray(int row) {
    return isNullAt(row) ? null : new ColumnarArray(elements(), offset(row), length(row));
  }

  @Override
  public @Nullable UTF8String getUTF8String(int row) {
    return isNullAt(row)
        ? null
        : UTF8String.fromBytes((byte[]) kept.values(), offset(row), length(row));
  }

  @Override
  public KeptVector getChild(int ordinal) {
    return children[ordinal];
  }

  @Override
  public ColumnarMap getMap(int row) {
    throw new UnsupportedOperationException("maps are not kept");
  }

  @Override
  public Decimal getDecimal(int row, int precision, int scale) {
    throw new UnsupportedOperationException("decimal numbers are not kept");
  }

  @Override
  public byte[] getBinary(int row) {
    throw new UnsupportedOperationException("bytes are not kept");
  }
}
