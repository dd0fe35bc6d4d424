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
import org.apache.spark.util.KnownSizeEstimation;
import org.apache.spark.util.SizeEstimator;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;

/** A copy of a batch of columns, and the file that it was read from. */
final class KeptBatch implements Serializable, KnownSizeEstimation {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final int rows;
  private final KeptColumn[] columns;
  private final long bytes;

  /** Which hashes of the rows are known; null before the first pass. */
  private transient volatile @Nullable Hashes hashes;

  private KeptBatch(String file, int rows, KeptColumn[] columns) {
    this.file = file;
    this.rows = rows;
    this.columns = columns;
    this.bytes = SizeEstimator.estimate(columns) + (long) rows * Long.BYTES;
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

  int rows() {
    return rows;
  }

  /**
   * With hashes to come. Spark asks for it again and again while batches are read, and else counts
   * objects.
   */
  @Override
  public long estimatedSize() {
    return bytes;
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

  /**
   * Hashes of all rows.
   *
   * @param key what tells them from hashes of other columns
   */
  private record Hashes(long key, long[] ofRows) {}

  /** The columns, and what earlier passes have found out of their rows. */
  static final class View extends ColumnarBatch {
    private final KeptBatch kept;

    /** Hashes of the rows up to some row. */
    private long[] added = {};

    private View(ColumnVector[] columns, KeptBatch kept) {
      super(columns, kept.rows);
      this.kept = kept;
    }

    /** Copies the hashes of {@code count} rows; false if they are not known. */
    boolean copyHashes(long key, int from, int count, long[] into) {
      Hashes known = kept.hashes;
      if (known == null || known.key != key) {
        return false;
      }
      System.arraycopy(known.ofRows, from, into, 0, count);
      return true;
    }

    /** Remembers the hashes of the next rows; known to others after the last one. */
    void addHashes(long key, int from, int count, long[] hashes) {
      if (from == 0) {
        added = new long[kept.rows];
      }
      System.arraycopy(hashes, 0, added, from, count);
      if (from + count == kept.rows) {
        kept.hashes = new Hashes(key, added);
      }
    }
  }

  private ColumnarBatch batch(DataType[] types) {
    InputFileBlockHolder.set(file, 0, 0);
    ColumnVector[] vectors =
        IntStream.range(0, columns.length)
            .mapToObj(k -> columns[k].vector(types[k]))
            .toArray(ColumnVector[]::new);
    return new View(vectors, this);
  }
}
