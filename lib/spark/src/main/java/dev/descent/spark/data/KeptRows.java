package dev.descent.spark.data;

import dev.descent.spark.rdd.Partitions;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.RDDBlockId;
import org.apache.spark.storage.StorageLevel;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The rows of a table of vectors as batches that stay in memory between passes, because to take
 * vectors out of Parquet costs Spark about as much as all that is then done with them; columns of
 * numbers it reads in much less time than copies of them take.
 *
 * <p>Either all of them stay or none: where the memory for cached rows turns out to be too small,
 * or some of it is lost, each pass reads the files. Nothing is written to disk.
 */
final class KeptRows implements AutoCloseable {
  /** How much larger the rows may be than their files, and another time for the tiles. */
  private static final int GROWTH = 4;

  private final Dataset<Row> table;
  private final JavaRDD<KeptBatch> batches;
  private State state = State.NOT_READ;

  private enum State {
    NOT_READ,
    READ,
    GIVEN_UP
  }

  private KeptRows(Dataset<Row> table, JavaRDD<KeptBatch> batches) {
    this.table = table;
    this.batches = batches;
  }

  /** Of a table whose vectors are in Parquet files that are small beside the free memory. */
  static Optional<KeptRows> of(Table table) {
    return of(table, StorageMemory.freeBytes(table.rows().sparkSession().sparkContext()));
  }

  static Optional<KeptRows> of(Table table, long freeBytes) {
    StructType schema = table.rows().schema();
    boolean vectors =
        table.vector().isPresent()
            && Stream.of(schema.fields()).allMatch(field -> KeptColumn.isKept(field.dataType()));
    return vectors
        ? parquet(InternalRows.source(table.rows()))
            .filter(files -> files.relation().sizeInBytes() <= freeBytes / GROWTH)
            .map(files -> new KeptRows(table.rows(), copies(files)))
        : Optional.empty();
  }

  /** Spark's own reader, whose columns are known to be as {@link KeptColumn} needs them. */
  static Optional<FileSourceScanExec> parquet(SparkPlan source) {
    return source instanceof FileSourceScanExec files
            && files.supportsColumnar()
            && files.relation().fileFormat().getClass() == ParquetFileFormat.class
        ? Optional.of(files)
        : Optional.empty();
  }

  private static JavaRDD<KeptBatch> copies(FileSourceScanExec files) {
    return Partitions.each(InternalRows.batches(files), KeptBatch::of)
        .persist(StorageLevel.MEMORY_ONLY());
  }

  /** The rows, each valid until the next one. */
  JavaRDD<InternalRow> rows() {
    if (state == State.READ && !isWhole()) {
      close();
    }
    if (state == State.GIVEN_UP) {
      return InternalRows.of(table);
    }
    state = State.READ;
    StructType columns = table.schema();
    return Partitions.map(batches, kept -> new RowsOfBatches(KeptBatch.batches(kept, columns)));
  }

  /** Whether all rows are in memory, by those who know it at once: statistics come later. */
  boolean isWhole() {
    BlockId[] blocks =
        IntStream.range(0, batches.getNumPartitions())
            .mapToObj(partition -> new RDDBlockId(batches.id(), partition))
            .toArray(BlockId[]::new);
    return CollectionConverters.asJava(SparkEnv.get().blockManager().master().getLocations(blocks))
        .stream()
        .noneMatch(Seq::isEmpty);
  }

  /** Gives the memory back; the rows are still there to be read from their files. */
  @Override
  public void close() {
    state = State.GIVEN_UP;
    batches.unpersist(false);
  }
}
