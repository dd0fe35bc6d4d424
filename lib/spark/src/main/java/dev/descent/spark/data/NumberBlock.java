package dev.descent.spark.data;

import dev.descent.data.Standardizer;
import dev.descent.encode.Encoding;
import dev.descent.encode.Expansion;
import java.util.Iterator;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;

/**
 * Rows of batches whose features are the numbers of the columns or of dense vectors, some at a time
 * and column by column: the same bits as {@link RowReader} finds row by row.
 *
 * <p>Rows are looked at one by one for their side, label and weight, and those that are to take
 * part are chosen; then their features are read.
 */
final class NumberBlock {
  /** So few that a column of them stays in the first-level cache. */
  static final int MOST_ROWS = 512;

  private final Iterator<ColumnarBatch> batches;
  private final RowReader reader;
  private final BlockNumbers numbers;
  private final FeatureBlock features;
  private final long[] hashes = new long[MOST_ROWS];
  private final double[] column = new double[MOST_ROWS];

  /** 0 for a row whose features are read and all finite, NaN for any other. */
  private final double[] zeros = new double[MOST_ROWS];

  private final double[] weights = new double[MOST_ROWS];
  private final int[] chosen = new int[MOST_ROWS];
  private int size;

  /** Whether the features of the rows are. */
  private boolean isRead;

  private BatchRows rows = new BatchRows(new ColumnarBatch(new ColumnVector[0], 0), 0, 0);

  private NumberBlock(Iterator<ColumnarBatch> batches, RowReader reader, BlockNumbers numbers) {
    this.batches = batches;
    this.reader = reader;
    this.numbers = numbers;
    this.features = new FeatureBlock(reader.numbers());
  }

  /** Of {@code rows} of which none was read; empty if they cannot be read by columns. */
  static Optional<NumberBlock> of(
      Iterator<InternalRow> rows, RowReader reader, Expansion expansion) {
    return rows instanceof RowsOfBatches found && expansion.keepsColumns()
        ? reader.block(expansion).map(numbers -> new NumberBlock(found.batches(), reader, numbers))
        : Optional.empty();
  }

  /** The same of rows to be encoded. */
  static Optional<NumberBlock> of(Iterator<InternalRow> rows, RowReader reader, Encoding encoding) {
    return encoding.isSparse() ? Optional.empty() : of(rows, reader, encoding.expansion());
  }

  /**
   * Moves to the next rows, at most {@code most} > 0, of which none is chosen; false at the end.
   */
  boolean next(int most) {
    ColumnarBatch batch = rows.batch();
    int from = rows.from() + rows.count();
    while (from == batch.numRows()) {
      if (!batches.hasNext()) {
        return false;
      }
      batch = batches.next();
      from = 0;
    }
    int count = Math.min(Math.min(most, features.rows()), batch.numRows() - from);
    rows = new BatchRows(batch, from, count);
    size = 0;
    isRead = false;
    reader.hashes(rows, hashes);
    return true;
  }

  /** The features of all rows as they lie in them; null if they have to be read by columns. */
  NumberLists.@Nullable Numbers inRows() {
    return numbers.inRows(rows);
  }

  /** Reads everything but features, which nobody has looked at; false if the row has no target. */
  boolean readTarget(int i, RowValues into) {
    into.hash = hashes[i];
    return reader.readAllButFeatures(rows.row(i), into);
  }

  int rows() {
    return rows.count();
  }

  /** One of the rows, valid until the next one is asked for. */
  InternalRow row(int i) {
    return rows.row(i);
  }

  /** Reads everything but features; false if a row cannot be used, or only by itself. */
  boolean read(int i, RowValues into) {
    if (!isRead) {
      numbers.read(rows, features, zeros);
      isRead = true;
    }
    return zeros[i] == 0 && readTarget(i, into);
  }

  /** Chooses row {@code i}, which is behind all chosen ones, with the weight of {@code values}. */
  void choose(int i, RowValues values) {
    weights[size] = values.weight;
    chosen[size++] = i;
  }

  /** How many rows are chosen. */
  int size() {
    return size;
  }

  /** Their weights, and behind them others. */
  double[] weights() {
    return weights;
  }

  /** Feature {@code j} of the chosen rows, and behind it others; valid until the next one. */
  double[] feature(int j) {
    features.copyColumn(j, column, rows.count());
    if (size < rows.count()) {
      for (int k = 0; k < size; k++) {
        column[k] = column[chosen[k]];
      }
    }
    return column;
  }

  /** Standardizes the features of all rows, which are read that way from then on. */
  void standardize(Standardizer standardizer) {
    features.standardize(standardizer, rows.count());
  }
}
