package dev.descent.spark.predict;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.factory.DefaultValuesWriterFactory;
import org.apache.parquet.column.values.factory.ValuesWriterFactory;
import org.apache.parquet.column.values.plain.PlainValuesWriter;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Numbers of a page of Parquet in the encoding PLAIN, their bytes from the least significant on.
 * Parquet's own writer of them appends the bytes of a number one by one.
 */
final class PlainNumbers extends ValuesWriter {
  private static final VarHandle INTS = view(int[].class);
  private static final VarHandle LONGS = view(long[].class);
  private static final int FIRST_BYTES = 1 << 12;

  private byte[] bytes = new byte[FIRST_BYTES];
  private int size;

  private static VarHandle view(Class<?> numbers) {
    return MethodHandles.byteArrayViewVarHandle(numbers, ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void writeInteger(int v) {
    int at = next(Integer.BYTES);
    INTS.set(bytes, at, v);
  }

  @Override
  public void writeLong(long v) {
    int at = next(Long.BYTES);
    LONGS.set(bytes, at, v);
  }

  @Override
  public void writeFloat(float v) {
    writeInteger(Float.floatToRawIntBits(v));
  }

  @Override
  public void writeDouble(double v) {
    writeLong(Double.doubleToRawLongBits(v));
  }

  /** Where as many bytes can be put, in {@link #bytes} as it is after this. */
  private int next(int count) {
    int at = size;
    size = Math.addExact(at, count);
    if (size > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.multiplyExact(bytes.length, 2));
    }
    return at;
  }

  @Override
  public BytesInput getBytes() {
    return BytesInput.from(bytes, 0, size);
  }

  @Override
  public Encoding getEncoding() {
    return Encoding.PLAIN;
  }

  @Override
  public void reset() {
    size = 0;
  }

  @Override
  public long getBufferedSize() {
    return size;
  }

  @Override
  public long getAllocatedSize() {
    return bytes.length;
  }

  @Override
  public String memUsageString(String prefix) {
    return prefix + " plain numbers: " + size + " of " + bytes.length + " bytes";
  }

  /** Writers that Parquet would take, but these for numbers that it would write as such. */
  static final class Factory implements ValuesWriterFactory {
    private final ValuesWriterFactory usual = new DefaultValuesWriterFactory();

    @Override
    public void initialize(ParquetProperties properties) {
      usual.initialize(properties);
    }

    @Override
    public ValuesWriter newValuesWriter(ColumnDescriptor column) {
      ValuesWriter writer = usual.newValuesWriter(column);
      PrimitiveTypeName type = column.getPrimitiveType().getPrimitiveTypeName();
      boolean isNumber =
          switch (type) {
            case INT32, INT64, FLOAT, DOUBLE -> true;
            default -> false;
          };
      if (!isNumber || writer.getClass() != PlainValuesWriter.class) {
        return writer;
      }
      writer.close();
      return new PlainNumbers();
    }
  }
}
