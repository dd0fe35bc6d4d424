package dev.descent.spark.predict;

import java.util.List;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.page.PageWriteStore;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.ProjectingInternalRow;
import org.apache.spark.sql.execution.datasources.parquet.ParquetWriteSupport;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/** Columns of any type, which Spark writes row after row. */
final class ParquetOtherColumns implements ParquetPart {
  private final ProjectingInternalRow projected;
  private final ParquetWriteSupport support = new ParquetWriteSupport();
  private final MessageType schema;
  private @Nullable Group group;

  /**
   * Some of the columns of rows.
   *
   * @param ordinals their places in a row
   * @param settings of Parquet, of all columns
   */
  ParquetOtherColumns(StructType columns, List<Integer> ordinals, Configuration settings) {
    StructType some =
        new StructType(ordinals.stream().map(columns::apply).toArray(StructField[]::new));
    Configuration ofSome = new Configuration(settings);
    ParquetWriteSupport.setSchema(some, ofSome);
    this.projected =
        new ProjectingInternalRow(
            some, CollectionConverters.asScala(List.<Object>copyOf(ordinals)).toIndexedSeq());
    this.schema = support.init(ofSome).getSchema();
  }

  /** What is written of a group; nulls wait in the consumer until something stands. */
  private record Group(ColumnWriteStore store, RecordConsumer consumer) {}

  @Override
  public void startGroup(PageWriteStore pages, ParquetProperties properties) {
    ColumnWriteStore store = properties.newColumnWriteStore(schema, pages, null);
    RecordConsumer consumer = new ColumnIOFactory().getColumnIO(schema).getRecordWriter(store);
    support.prepareForWrite(consumer);
    group = new Group(store, consumer);
  }

  private Group group() {
    return Objects.requireNonNull(group, "no group was started");
  }

  @Override
  public void take(InternalRow row, int i) {
    projected.project(row);
    support.write(projected);
  }

  /** They are written already. */
  @Override
  public void write(int rows) {}

  @Override
  public long bytes() {
    return group().store.getBufferedSize();
  }

  @Override
  public void endGroup() {
    group().consumer.flush();
    group().store.close();
  }
}
