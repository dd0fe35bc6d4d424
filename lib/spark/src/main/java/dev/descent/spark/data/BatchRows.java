package dev.descent.spark.data;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * Some rows of a batch of columns, which can be read column by column.
 *
 * @param from the first row
 * @param count how many rows
 */
record BatchRows(ColumnarBatch batch, int from, int count) {

  /** The {@code i}-th of these rows, valid until the next one is asked for. */
  InternalRow row(int i) {
    return batch.getRow(from + i);
  }

  /** A whole column; these rows begin at {@link #from}. */
  ColumnVector column(int ordinal) {
    return batch.column(ordinal);
  }
}
