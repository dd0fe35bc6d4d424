package dev.descent.spark.data;

import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of a batch all numbers of which lie one behind the other, and can be taken at once.
 *
 * @param vectors the column
 * @param sparse what is there only for sparse vectors; null where all are dense
 * @param arrays of the values; null if they cannot be taken at once
 */
record DenseVectors(
    ColumnVector vectors, @Nullable ColumnVector sparse, @Nullable WritableColumnVector arrays) {

  /** Of a column of vectors, as Spark reads it from Parquet; of others none can be taken. */
  static DenseVectors of(VectorType type, ColumnVector column) {
    if (!(column instanceof WritableColumnVector writable)) {
      return new DenseVectors(column, null, null);
    }
    if (type.form() == VectorType.Form.SPARK_ML) {
      WritableColumnVector arrays = writable.getChild(VectorType.VALUES);
      return new DenseVectors(column, writable.getChild(VectorType.INDICES), whole(arrays));
    }
    return new DenseVectors(column, null, whole(writable));
  }

  private static @Nullable WritableColumnVector whole(WritableColumnVector arrays) {
    WritableColumnVector numbers = arrays.arrayData();
    boolean plain =
        numbers.dataType().equals(DataTypes.DoubleType)
            || numbers.dataType().equals(DataTypes.FloatType);
    return plain && !numbers.hasNull() ? arrays : null;
  }

  /** All numbers of the vector of a row, a new array; null if they cannot be taken at once. */
  double @Nullable [] numbers(int row) {
    if (arrays == null
        || vectors.isNullAt(row)
        || arrays.isNullAt(row)
        || (sparse != null && !sparse.isNullAt(row))) {
      return null;
    }
    return numbers(arrays, arrays.getArrayOffset(row), arrays.getArrayLength(row));
  }

  private static double[] numbers(WritableColumnVector arrays, int from, int count) {
    WritableColumnVector numbers = arrays.arrayData();
    if (numbers.dataType().equals(DataTypes.DoubleType)) {
      return numbers.getDoubles(from, count);
    }
    float[] singles = numbers.getFloats(from, count);
    double[] doubles = new double[count];
    for (int j = 0; j < count; j++) {
      doubles[j] = singles[j];
    }
    return doubles;
  }
}
