package dev.descent.spark.data;

import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;

/** How to take a value out of an internal row without boxing. */
enum ColumnType {
  BOOLEAN {
    @Override
    double number(InternalRow row, int ordinal) {
      return row.getBoolean(ordinal) ? 1 : 0;
    }

    @Override
    String text(InternalRow row, int ordinal) {
      return Boolean.toString(row.getBoolean(ordinal));
    }
  },
  BYTE {
    @Override
    double number(InternalRow row, int ordinal) {
      return row.getByte(ordinal);
    }
  },
  SHORT {
    @Override
    double number(InternalRow row, int ordinal) {
      return row.getShort(ordinal);
    }
  },
  INT {
    @Override
    double number(InternalRow row, int ordinal) {
      return row.getInt(ordinal);
    }
  },
  LONG {
    @Override
    double number(InternalRow row, int ordinal) {
      return row.getLong(ordinal);
    }

    @Override
    long bits(InternalRow row, int ordinal) {
      return row.getLong(ordinal);
    }

    @Override
    String text(InternalRow row, int ordinal) {
      return Long.toString(row.getLong(ordinal));
    }
  },
  FLOAT {
    @Override
    double number(InternalRow row, int ordinal) {
      return row.getFloat(ordinal);
    }
  },
  DOUBLE {
    @Override
    double number(InternalRow row, int ordinal) {
      return row.getDouble(ordinal);
    }
  },
  TEXT {
    @Override
    double number(InternalRow row, int ordinal) {
      return Numbers.parse(row.getUTF8String(ordinal).toString());
    }

    @Override
    long bits(InternalRow row, int ordinal) {
      return RowHash.text(row.getUTF8String(ordinal));
    }

    @Override
    String text(InternalRow row, int ordinal) {
      return row.getUTF8String(ordinal).toString();
    }
  };

  /** The value as a double; NaN for text that is not a number. */
  abstract double number(InternalRow row, int ordinal);

  /** 64 bits that stand for the value in the hash of a row. */
  long bits(InternalRow row, int ordinal) {
    return Double.doubleToLongBits(number(row, ordinal));
  }

  /** The value as text, for labels, split columns and messages. */
  String text(InternalRow row, int ordinal) {
    double number = number(row, ordinal);
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  /** How to read a column of {@code type}, if its values can be read as numbers or text. */
  static Optional<ColumnType> of(DataType type) {
    if (type instanceof StringType) {
      return Optional.of(TEXT);
    }
    if (type instanceof DoubleType) {
      return Optional.of(DOUBLE);
    }
    if (type instanceof FloatType) {
      return Optional.of(FLOAT);
    }
    if (type instanceof IntegerType) {
      return Optional.of(INT);
    }
    if (type instanceof LongType) {
      return Optional.of(LONG);
    }
    if (type instanceof ShortType) {
      return Optional.of(SHORT);
    }
    if (type instanceof ByteType) {
      return Optional.of(BYTE);
    }
    return type instanceof BooleanType ? Optional.of(BOOLEAN) : Optional.empty();
  }
}
