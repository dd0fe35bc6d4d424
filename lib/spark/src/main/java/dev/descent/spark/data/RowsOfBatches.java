package dev.descent.spark.data;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** The rows of batches of columns, one after the other. */
final class RowsOfBatches implements Iterator<InternalRow> {
  private final Iterator<ColumnarBatch> batches;
  private Iterator<InternalRow> rows = Collections.emptyIterator();
  private ColumnarBatch batch = new ColumnarBatch(new ColumnVector[0], 0);

  /** How many rows there are in all batches before this one. */
  private long before;

  /** How many rows were given. */
  private long given;

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
      batch = batches.next();
      before = given;
      rows = batch.rowIterator();
    }
    return true;
  }

  @Override
  public InternalRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all rows of the batches were given");
    }
    given++;
    return rows.next();
  }

  /** The number of the row given last, among all; the first is 0. */
  long position() {
    return given - 1;
  }

  /** That row and those after it in its batch, at most {@code most}. */
  BatchRows fromHere(int most) {
    int from = (int) (position() - before);
    return new BatchRows(batch, from, Math.min(most, batch.numRows() - from));
  }
}
