package dev.descent.spark.data;

import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.vectorized.ColumnVector;

/**
 * Copies columns of one type of numbers from and to arrays.
 *
 * @param taking the first values of a column
 * @param putting what was taken
 */
record Primitive(Taking taking, Putting putting) {
  private static final Primitive BOOLEANS =
      new Primitive(
          (from, count) -> from.getBooleans(0, count),
          (into, count, values) -> {
            boolean[] all = (boolean[]) values;
            for (int i = 0; i < count; i++) {
              into.putBoolean(i, all[i]);
            }
          });

  private static final Primitive BYTES =
      new Primitive(
          (from, count) -> from.getBytes(0, count),
          (into, count, values) -> into.putBytes(0, count, (byte[]) values, 0));

  private static final Primitive SHORTS =
      new Primitive(
          (from, count) -> from.getShorts(0, count),
          (into, count, values) -> into.putShorts(0, count, (short[]) values, 0));

  private static final Primitive INTS =
      new Primitive(
          (from, count) -> from.getInts(0, count),
          (into, count, values) -> into.putInts(0, count, (int[]) values, 0));

  private static final Primitive LONGS =
      new Primitive(
          (from, count) -> from.getLongs(0, count),
          (into, count, values) -> into.putLongs(0, count, (long[]) values, 0));

  private static final Primitive FLOATS =
      new Primitive(
          (from, count) -> from.getFloats(0, count),
          (into, count, values) -> into.putFloats(0, count, (float[]) values, 0));

  private static final Primitive DOUBLES =
      new Primitive(
          (from, count) -> from.getDoubles(0, count),
          (into, count, values) -> into.putDoubles(0, count, (double[]) values, 0));

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

  interface Taking {
    Object values(ColumnVector from, int count);
  }

  interface Putting {
    void put(WritableColumnVector into, int count, Object values);
  }

  /** Of columns of a type, if it is one of numbers. */
  static Optional<Primitive> of(DataType type) {
    return Optional.ofNullable(BY_TYPE.get(type));
  }

  /** The first values of a column; anything where nothing stands. */
  Object values(ColumnVector from, int count) {
    return taking.values(from, count);
  }

  /** Puts values that were taken from such a column. */
  void put(WritableColumnVector into, int count, Object values) {
    putting.put(into, count, values);
  }
}
