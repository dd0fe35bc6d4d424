package dev.descent.spark.predict;

import java.util.Map;
import java.util.Objects;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.page.PageWriteStore;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/** A column of plain values: those of some rows are gathered, then written. */
final class ParquetColumn implements ParquetPart {
  private final int ordinal;
  private final Kind kind;
  private final ColumnDescriptor descriptor;

  /** The level of a value: 1 where there may be none, else 0. */
  private final int level;

  private final boolean[] isNull;
  private final long[] bits;
  private final Binary[] texts;
  private @Nullable ColumnWriteStore group;

  /**
   * A column of rows.
   *
   * @param ordinal its place in a row
   * @param most rows that are gathered before they are written
   */
  ParquetColumn(int ordinal, Kind kind, ColumnDescriptor descriptor, int most) {
    this.ordinal = ordinal;
    this.kind = kind;
    this.descriptor = descriptor;
    this.level = descriptor.getMaxDefinitionLevel();
    this.isNull = new boolean[level == 0 ? 0 : most];
    this.bits = new long[kind == Kind.TEXT ? 0 : most];
    this.texts = new Binary[kind == Kind.TEXT ? most : 0];
  }

  /** What a column holds. */
  enum Kind {
    BOOLEAN,
    BYTE,
    SHORT,
    INT,
    LONG,
    FLOAT,
    DOUBLE,
    TEXT;

    private static final Map<DataType, Kind> BY_TYPE =
        Map.of(
            DataTypes.BooleanType, BOOLEAN,
            DataTypes.ByteType, BYTE,
            DataTypes.ShortType, SHORT,
            DataTypes.IntegerType, INT,
            DataTypes.LongType, LONG,
            DataTypes.FloatType, FLOAT,
            DataTypes.DoubleType, DOUBLE,
            DataTypes.StringType, TEXT);

    static boolean has(DataType type) {
      return BY_TYPE.containsKey(type);
    }

    static Kind of(DataType type) {
      return Objects.requireNonNull(BY_TYPE.get(type));
    }
  }

  /** The store has no other column, so that it counts the rows of pages of this one. */
  @Override
  public void startGroup(PageWriteStore pages, ParquetProperties properties) {
    MessageType alone = new MessageType("column", descriptor.getPrimitiveType());
    group = properties.newColumnWriteStore(alone, pages, null);
  }

  private ColumnWriteStore group() {
    return Objects.requireNonNull(group, "no group was started");
  }

  @Override
  public void take(InternalRow row, int i) {
    if (level > 0) {
      isNull[i] = row.isNullAt(ordinal);
      if (isNull[i]) {
        return;
      }
    }
    switch (kind) {
      case BOOLEAN -> bits[i] = row.getBoolean(ordinal) ? 1 : 0;
      case BYTE -> bits[i] = row.getByte(ordinal);
      case SHORT -> bits[i] = row.getShort(ordinal);
      case INT -> bits[i] = row.getInt(ordinal);
      case LONG -> bits[i] = row.getLong(ordinal);
      case FLOAT -> bits[i] = Float.floatToRawIntBits(row.getFloat(ordinal));
      case DOUBLE -> bits[i] = Double.doubleToRawLongBits(row.getDouble(ordinal));
      case TEXT -> texts[i] = copy(row);
    }
  }

  /** The bytes of a row are overwritten by the next one. */
  private Binary copy(InternalRow row) {
    return Binary.fromConstantByteArray(row.getUTF8String(ordinal).copy().getBytes());
  }

  @Override
  public void write(int rows) {
    ColumnWriteStore to = group();
    ColumnWriter writer = to.getColumnWriter(descriptor);
    for (int i = 0; i < rows; i++) {
      if (level > 0 && isNull[i]) {
        writer.writeNull(0, 0);
      } else {
        write(i, writer);
      }
      to.endRecord();
    }
  }

  private void write(int i, ColumnWriter writer) {
    switch (kind) {
      case BOOLEAN -> writer.write(bits[i] != 0, 0, level);
      case BYTE, SHORT, INT -> writer.write((int) bits[i], 0, level);
      case LONG -> writer.write(bits[i], 0, level);
      case FLOAT -> writer.write(Float.intBitsToFloat((int) bits[i]), 0, level);
      case DOUBLE -> writer.write(Double.longBitsToDouble(bits[i]), 0, level);
      case TEXT -> writer.write(texts[i], 0, level);
    }
  }

  @Override
  public long bytes() {
    return group().getBufferedSize();
  }

  @Override
  public void endGroup() {
    group().close();
  }
}
