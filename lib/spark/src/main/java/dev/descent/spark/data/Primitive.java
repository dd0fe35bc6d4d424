package dev.descent.spark.data;

import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.vectorized.ColumnVector;

/** Copies columns of one type of numbers to arrays. */
@FunctionalInterface
interface Primitive {
  /** By the type of the column. */
  Map<DataType, Primitive> BY_TYPE =
      Map.of(
          DataTypes.BooleanType, (from, count) -> from.getBooleans(0, count),
          DataTypes.ByteType, (from, count) -> from.getBytes(0, count),
          DataTypes.ShortType, (from, count) -> from.getShorts(0, count),
          DataTypes.IntegerType, (from, count) -> from.getInts(0, count),
          DataTypes.DateType, (from, count) -> from.getInts(0, count),
          DataTypes.LongType, (from, count) -> from.getLongs(0, count),
          DataTypes.TimestampType, (from, count) -> from.getLongs(0, count),
          DataTypes.FloatType, (from, count) -> from.getFloats(0, count),
          DataTypes.DoubleType, (from, count) -> from.getDoubles(0, count));

  /** Of columns of a type, if it is one of numbers. */
  static Optional<Primitive> of(DataType type) {
    return Optional.ofNullable(BY_TYPE.get(type));
  }

  /** The first values of a column; anything where nothing stands. */
  Object values(ColumnVector from, int count);
}
