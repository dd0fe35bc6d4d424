package dev.descent.spark.data;

import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** The rows of batches of columns, one after the other. */
final class RowsOfBatches implements Iterator<InternalRow> {
  private final Iterator<ColumnarBatch> batches;
  private Iterator<InternalRow> rows = Collections.emptyIterator();

  RowsOfBatches(Iterator<ColumnarBatch> batches) {
    this.batches = batches;
  }

  /** The batches, as long as no row was asked for. */
  Iterator<ColumnarBatch> batches() {
    return batches;
  }

  @Override
  public boolean hasNext() {
    while (!rows.hasNext()) {
      if (!batches.hasNext()) {
        return false;
      }
      rows = batches.next().rowIterator();
    }
    return true;
  }

  @Override
  public InternalRow next() {
    return rows.next();
  }
}
