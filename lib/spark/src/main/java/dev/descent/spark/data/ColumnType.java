package dev.descent.spark.data;

import dev.descent.math.SplitMix;
import dev.descent.spark.source.Sample;
import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;

/** How to take a value out of an internal row without boxing. */
sealed interface ColumnType extends Serializable permits PlainType, ColumnType.Decimal, VectorType {

  /** Whether there is no value: null, or a text without a character. */
  default boolean isMissing(InternalRow row, int ordinal) {
    return row.isNullAt(ordinal);
  }

  /** The value as a double; NaN for what is not a number. */
  double number(InternalRow row, int ordinal);

  /** The value as it came: a number, a boolean, a text, or an array of doubles. */
  default Object value(InternalRow row, int ordinal) {
    return number(row, ordinal);
  }

  /** 64 bits that stand for the value in the hash of a row. */
  default long bits(InternalRow row, int ordinal) {
    return Double.doubleToLongBits(number(row, ordinal));
  }

  /** The numbers of many rows, NaN where there is no value. */
  default void numbers(BatchRows rows, int ordinal, double[] into) {
    for (int i = 0; i < rows.count(); i++) {
      InternalRow row = rows.row(i);
      into[i] = row.isNullAt(ordinal) ? Double.NaN : number(row, ordinal);
    }
  }

  /** Adds what {@link RowHash} makes of this column of many rows to their sums. */
  default void addHashes(BatchRows rows, int ordinal, long name, long[] sums) {
    for (int i = 0; i < rows.count(); i++) {
      InternalRow row = rows.row(i);
      long bits = row.isNullAt(ordinal) ? RowHash.NULL : bits(row, ordinal);
      sums[i] += SplitMix.combine(name, bits);
    }
  }

  /** The value as text, for labels, split columns and messages. */
  default String text(InternalRow row, int ordinal) {
    double number = number(row, ordinal);
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  /** How the value is shown among bad rows, with the file that it is from. */
  default String sample(InternalRow row, int ordinal) {
    return Sample.inFile(
        row.isNullAt(ordinal) ? "empty" : "\"" + Sample.cut(text(row, ordinal)) + "\"");
  }

  /** How to read a column of {@code type}, if its values can be read as numbers or text. */
  static Optional<ColumnType> of(DataType type) {
    return type instanceof DecimalType decimal
        ? Optional.of(new Decimal(decimal.precision(), decimal.scale()))
        : PlainType.of(type).map(plain -> plain);
  }

  /** How to read any column that takes part in the content of a row: the same, or vectors. */
  static Optional<ColumnType> ofContent(StructField field) {
    return of(field.dataType()).or(() -> VectorType.of(field));
  }

  /** A decimal number, rounded once to the nearest double, as its digits in a text would be. */
  record Decimal(int precision, int scale) implements ColumnType {
    @Override
    public double number(InternalRow row, int ordinal) {
      return row.getDecimal(ordinal, precision, scale).toDouble();
    }
  }
}
