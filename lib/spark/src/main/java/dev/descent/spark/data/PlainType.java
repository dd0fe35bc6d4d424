package dev.descent.spark.data;

import dev.descent.data.Numbers;
import dev.descent.math.Kernels;
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
import org.apache.spark.sql.vectorized.ColumnVector;

/** The types whose values an internal row holds as such. */
enum PlainType implements ColumnType {
  BOOLEAN {
    @Override
    public double number(InternalRow row, int ordinal) {
      return row.getBoolean(ordinal) ? 1 : 0;
    }

    @Override
    public String text(InternalRow row, int ordinal) {
      return Boolean.toString(row.getBoolean(ordinal));
    }
  },
  BYTE {
    @Override
    public double number(InternalRow row, int ordinal) {
      return row.getByte(ordinal);
    }
  },
  SHORT {
    @Override
    public double number(InternalRow row, int ordinal) {
      return row.getShort(ordinal);
    }
  },
  INT {
    @Override
    public double number(InternalRow row, int ordinal) {
      return row.getInt(ordinal);
    }

    @Override
    public void numbers(BatchRows rows, int ordinal, double[] into) {
      ColumnVector column = rows.column(ordinal);
      if (column.hasNull()) {
        super.numbers(rows, ordinal, into);
        return;
      }
      int[] values = column.getInts(rows.from(), rows.count());
      for (int i = 0; i < values.length; i++) {
        into[i] = values[i];
      }
    }
  },
  LONG {
    @Override
    public double number(InternalRow row, int ordinal) {
      return row.getLong(ordinal);
    }

    @Override
    public long bits(InternalRow row, int ordinal) {
      return row.getLong(ordinal);
    }

    @Override
    public String text(InternalRow row, int ordinal) {
      return Long.toString(row.getLong(ordinal));
    }
  },
  FLOAT {
    @Override
    public double number(InternalRow row, int ordinal) {
      return row.getFloat(ordinal);
    }

    @Override
    public void numbers(BatchRows rows, int ordinal, double[] into) {
      ColumnVector column = rows.column(ordinal);
      if (column.hasNull()) {
        super.numbers(rows, ordinal, into);
        return;
      }
      float[] values = column.getFloats(rows.from(), rows.count());
      for (int i = 0; i < values.length; i++) {
        into[i] = values[i];
      }
    }
  },
  DOUBLE {
    @Override
    public double number(InternalRow row, int ordinal) {
      return row.getDouble(ordinal);
    }

    @Override
    public void numbers(BatchRows rows, int ordinal, double[] into) {
      ColumnVector column = rows.column(ordinal);
      if (column.hasNull()) {
        super.numbers(rows, ordinal, into);
        return;
      }
      double[] values = column.getDoubles(rows.from(), rows.count());
      for (int i = 0; i < values.length; i++) {
        into[i] = values[i];
      }
    }
  },
  TEXT {
    @Override
    public boolean isMissing(InternalRow row, int ordinal) {
      return row.isNullAt(ordinal) || row.getUTF8String(ordinal).numBytes() == 0;
    }

    @Override
    public double number(InternalRow row, int ordinal) {
      return Numbers.parse(row.getUTF8String(ordinal).toString());
    }

    @Override
    public long bits(InternalRow row, int ordinal) {
      return RowHash.text(row.getUTF8String(ordinal));
    }

    @Override
    public String text(InternalRow row, int ordinal) {
      return row.getUTF8String(ordinal).toString();
    }
  };

  @Override
  public void addHashes(BatchRows rows, int ordinal, long name, long[] hashes) {
    if (this == LONG || this == TEXT || rows.column(ordinal).hasNull()) {
      ColumnType.super.addHashes(rows, ordinal, name, hashes);
      return;
    }
    double[] numbers = new double[rows.count()];
    numbers(rows, ordinal, numbers);
    Kernels.ofThisMachine().addHashes(name, numbers, rows.count(), hashes);
  }

  @Override
  public Object value(InternalRow row, int ordinal) {
    return switch (this) {
      case BOOLEAN -> row.getBoolean(ordinal);
      case BYTE, SHORT, INT -> (long) number(row, ordinal);
      case LONG -> row.getLong(ordinal);
      case FLOAT -> row.getFloat(ordinal);
      case DOUBLE -> row.getDouble(ordinal);
      case TEXT -> text(row, ordinal);
    };
  }

  /** How to read a column of {@code type}. */
  static Optional<PlainType> of(DataType type) {
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
