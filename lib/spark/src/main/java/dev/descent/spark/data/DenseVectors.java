package dev.descent.spark.data;

import org.apache.spark.sql.vectorized.ColumnVector;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of a batch all numbers of which lie one behind the other, and can be taken at once.
 *
 * @param vectors the column
 * @param sparse what is there only for sparse vectors; null where all are dense
 * @param lists of the values; null if they cannot be taken at once
 */
record DenseVectors(
    ColumnVector vectors, @Nullable ColumnVector sparse, @Nullable NumberLists lists) {

  /** Of a column of vectors, as Spark reads it from Parquet; of others none can be taken. */
  static DenseVectors of(VectorType type, ColumnVector column) {
    if (type.form() == VectorType.Form.SPARK_ML) {
      NumberLists lists = NumberLists.of(column.getChild(VectorType.VALUES)).orElse(null);
      return new DenseVectors(column, column.getChild(VectorType.INDICES), lists);
    }
    return new DenseVectors(column, null, NumberLists.of(column).orElse(null));
  }

  /** How many numbers the vector of a row has; negative if they cannot be taken at once. */
  int length(int row) {
    if (lists == null
        || vectors.isNullAt(row)
        || lists.isNullAt(row)
        || (sparse != null && !sparse.isNullAt(row))) {
      return -1;
    }
    return lists.length(row);
  }

  /** The numbers of the vector of a row that has them. */
  NumberLists.Numbers numbers(int row) {
    if (lists == null) {
      throw new IllegalStateException("the numbers cannot be taken at once");
    }
    return lists.numbers(lists.offset(row), lists.length(row));
  }

  /**
   * Those of {@code count} rows that begin with {@code from}, row after row; null if a row has not
   * {@code size} numbers, or they do not lie one behind the other.
   */
  NumberLists.@Nullable Numbers numbers(int from, int count, int size) {
    if (lists == null || length(from) != size) {
      return null;
    }
    int offset = lists.offset(from);
    for (int i = 1; i < count; i++) {
      if (length(from + i) != size || lists.offset(from + i) != offset + i * size) {
        return null;
      }
    }
    return lists.numbers(offset, count * size);
  }
}
