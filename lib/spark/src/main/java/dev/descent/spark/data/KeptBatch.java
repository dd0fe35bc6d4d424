package dev.descent.spark.data;

import java.io.Serializable;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.InputFileBlockHolder;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.StructType;
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
    WritableColumnVector[] columns =
        IntStream.range(0, schema.size())
            .mapToObj(k -> KeptColumn.stored(schema.apply(k).dataType()))
            .map(type -> new OnHeapColumnVector(1, type))
            .toArray(WritableColumnVector[]::new);
    ColumnarBatch batch = new ColumnarBatch(columns);
    TaskCompletionListener unset = task -> InputFileBlockHolder.unset();
    TaskContext.get().addTaskCompletionListener(unset);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return kept.hasNext();
      }

      @Override
      public ColumnarBatch next() {
        kept.next().fill(columns, batch);
        return batch;
      }
    };
  }

  private void fill(WritableColumnVector[] into, ColumnarBatch batch) {
    for (int k = 0; k < columns.length; k++) {
      columns[k].fill(into[k]);
    }
    batch.setNumRows(rows);
    InputFileBlockHolder.set(file, 0, 0);
  }
}
