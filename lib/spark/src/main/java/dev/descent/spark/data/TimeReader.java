package dev.descent.spark.data;

import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * Reads the moment of a row as a number that orders rows: exact for whole numbers up to 2^53, and
 * moments that are the same double are the same.
 *
 * @param ordinal of the column
 * @param type of numbers and text; null for dates and timestamps
 */
record TimeReader(int ordinal, @Nullable ColumnType type, TimeKind kind) implements Serializable {

  /** Of the column {@code name}, which holds what {@code kind} says. */
  static TimeReader of(StructType schema, String name, TimeKind kind) {
    return new TimeReader(
        schema.fieldIndex(name), ColumnType.of(schema.apply(name).dataType()).orElse(null), kind);
  }

  /** What a column of {@code type} holds; empty where it cannot be put in order. */
  static Optional<TimeKind> kind(DataType type) {
    if (type instanceof DateType) {
      return Optional.of(TimeKind.DATE);
    }
    if (type instanceof TimestampType || type instanceof TimestampNTZType) {
      return Optional.of(TimeKind.TIMESTAMP);
    }
    return ColumnType.of(type)
        .filter(found -> found != PlainType.BOOLEAN)
        .map(found -> found == PlainType.TEXT ? TimeKind.ISO_TEXT : TimeKind.NUMBER);
  }

  /** The moment of a row; NaN if it has none. */
  double read(InternalRow row) {
    if (row.isNullAt(ordinal)) {
      return Double.NaN;
    }
    return switch (kind) {
      case NUMBER -> finite(Objects.requireNonNull(type).number(row, ordinal));
      case DATE -> row.getInt(ordinal);
      case TIMESTAMP -> row.getLong(ordinal);
      case ISO_TEXT -> TimeKind.micros(row.getUTF8String(ordinal).toString());
    };
  }

  private static double finite(double number) {
    return Double.isInfinite(number) ? Double.NaN : number;
  }
}
