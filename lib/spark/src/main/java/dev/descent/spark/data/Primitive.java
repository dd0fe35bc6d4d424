package dev.descent.spark.data;

import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.vectorized.ColumnVector;

/** Copies columns of numbers from and to arrays. */
enum Primitive {
  BOOLEANS {
    @Override
    Object values(ColumnVector from, int count) {
      return from.getBooleans(0, count);
    }

    @Override
    void put(WritableColumnVector into, int count, Object values) {
      boolean[] all = (boolean[]) values;
      for (int i = 0; i < count; i++) {
        into.putBoolean(i, all[i]);
      }
    }
  },
  BYTES {
    @Override
    Object values(ColumnVector from, int count) {
      return from.getBytes(0, count);
    }

    @Override
    void put(WritableColumnVector into, int count, Object values) {
      into.putBytes(0, count, (byte[]) values, 0);
    }
  },
  SHORTS {
    @Override
    Object values(ColumnVector from, int count) {
      return from.getShorts(0, count);
    }

    @Override
    void put(WritableColumnVector into, int count, Object values) {
      into.putShorts(0, count, (short[]) values, 0);
    }
  },
  INTS {
    @Override
    Object values(ColumnVector from, int count) {
      return from.getInts(0, count);
    }

    @Override
    void put(WritableColumnVector into, int count, Object values) {
      into.putInts(0, count, (int[]) values, 0);
    }
  },
  LONGS {
    @Override
    Object values(ColumnVector from, int count) {
      return from.getLongs(0, count);
    }

    @Override
    void put(WritableColumnVector into, int count, Object values) {
      into.putLongs(0, count, (long[]) values, 0);
    }
  },
  FLOATS {
    @Override
    Object values(ColumnVector from, int count) {
      return from.getFloats(0, count);
    }

    @Override
    void put(WritableColumnVector into, int count, Object values) {
      into.putFloats(0, count, (float[]) values, 0);
    }
  },
  DOUBLES {
    @Override
    Object values(ColumnVector from, int count) {
      return from.getDoubles(0, count);
    }

    @Override
    void put(WritableColumnVector into, int count, Object values) {
      into.putDoubles(0, count, (double[]) values, 0);
    }
  };

  private static final Map<DataType, Primitive> BY_TYPE =
      Map.of(
          DataTypes.BooleanType, BOOLEANS,
          DataTypes.ByteType, BYTES,
          DataTypes.ShortType, SHORTS,
          DataTypes.IntegerType, INTS,
          DataTypes.DateType, INTS,
          DataTypes.LongType, LONGS,
          DataTypes.TimestampType, LONGS,
          DataTypes.FloatType, FLOATS,
          DataTypes.DoubleType, DOUBLES);

  /** Of columns of a type, if it is one of numbers. */
  static Optional<Primitive> of(DataType type) {
    return Optional.ofNullable(BY_TYPE.get(type));
  }

  /** The first values of a column; anything where nothing stands. */
  abstract Object values(ColumnVector from, int count);

  /** Puts values that were taken from such a column. */
  abstract void put(WritableColumnVector into, int count, Object values);
}
