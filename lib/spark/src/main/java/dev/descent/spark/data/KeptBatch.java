package dev.descent.spark.data;

import java.io.Serializable;
import java.util.Iterator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.InputFileBlockHolder;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.util.TaskCompletionListener;

/** A copy of a batch of columns, and the file that it was read from. */
final class KeptBatch implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final int rows;
  private final KeptColumn[] columns;

  private KeptBatch(String file, int rows, KeptColumn[] columns) {
    this.file = file;
    this.rows = rows;
    this.columns = columns;
  }

  /** Of a batch that the task has just read. */
  static KeptBatch of(ColumnarBatch batch) {
    KeptColumn[] columns =
        IntStream.range(0, batch.numCols())
            .mapToObj(k -> KeptColumn.of(batch.column(k), batch.numRows()))
            .toArray(KeptColumn[]::new);
    return new KeptBatch(
        InputFileBlockHolder.getInputFilePath().toString(), batch.numRows(), columns);
  }

  /** The batches again, each valid until the next one, with their files as those of the task. */
  static Iterator<ColumnarBatch> batches(Iterator<KeptBatch> kept, StructType schema) {
    DataType[] types =
        Stream.of(schema.fields())
            .map(field -> KeptColumn.stored(field.dataType()))
            .toArray(DataType[]::new);
    TaskCompletionListener unset = task -> InputFileBlockHolder.unset();
    TaskContext.get().addTaskCompletionListener(unset);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return kept.hasNext();
      }

      @Override
      public ColumnarBatch next() {
        return kept.next().batch(types);
      }
    };
  }

  private ColumnarBatch batch(DataType[] types) {
    InputFileBlockHolder.set(file, 0, 0);
    ColumnVector[] vectors =
        IntStream.range(0, columns.length)
            .mapToObj(k -> columns[k].vector(types[k]))
            .toArray(ColumnVector[]::new);
    return new ColumnarBatch(vectors, rows);
  }
}
