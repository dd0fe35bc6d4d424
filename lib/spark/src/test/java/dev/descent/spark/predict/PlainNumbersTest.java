package dev.descent.spark.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.ObjIntConsumer;
import java.util.stream.Stream;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.plain.PlainValuesWriter;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class PlainNumbersTest {

  static Stream<ObjIntConsumer<ValuesWriter>> numbers() {
    return Stream.of(
        (writer, i) -> writer.writeInteger(i * 0x9e3779b1),
        (writer, i) -> writer.writeLong(i * 0x9e3779b97f4a7c15L),
        (writer, i) -> writer.writeFloat(i == 7 ? Float.NaN : -1f / i),
        (writer, i) -> writer.writeDouble(i == 7 ? Double.NaN : -1.0 / i));
  }

  /** Twice, the second time into the bytes of the first. */
  @ParameterizedTest
  @MethodSource("numbers")
  void bytesAreThoseOfParquet(ObjIntConsumer<ValuesWriter> number) throws IOException {
    ValuesWriter expected = new PlainValuesWriter(64, 1 << 20, new HeapByteBufferAllocator());
    PlainNumbers found = new PlainNumbers();
    for (int count : new int[] {20_000, 3}) {
      for (int i = 0; i < count; i++) {
        number.accept(expected, i - count / 2);
        number.accept(found, i - count / 2);
      }
      assertThat(bytes(found)).isEqualTo(bytes(expected));
      assertThat(found.getBufferedSize()).isEqualTo(expected.getBufferedSize());
      assertThat(found.getAllocatedSize()).isGreaterThanOrEqualTo(found.getBufferedSize());
      expected.reset();
      found.reset();
    }
    assertThat(found.getEncoding()).isEqualTo(Encoding.PLAIN);
  }

  private static byte[] bytes(ValuesWriter writer) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writer.getBytes().writeAllTo(bytes);
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @EnumSource(names = {"INT32", "INT64", "FLOAT", "DOUBLE"})
  void areTakenForNumbers(PrimitiveTypeName type) {
    assertThat(writer(type, false)).isInstanceOf(PlainNumbers.class);
    assertThat(writer(type, true)).isNotInstanceOf(PlainNumbers.class);
  }

  @Test
  void areNotTakenForText() {
    assertThat(writer(PrimitiveTypeName.BINARY, false)).isInstanceOf(PlainValuesWriter.class);
  }

  private static ValuesWriter writer(PrimitiveTypeName type, boolean dictionary) {
    ParquetProperties properties =
        ParquetProperties.builder()
            .withDictionaryEncoding(dictionary)
            .withValuesWriterFactory(new PlainNumbers.Factory())
            .build();
    return properties.newValuesWriter(
        new ColumnDescriptor(new String[] {"x"}, Types.required(type).named("x"), 0, 0));
  }
}
