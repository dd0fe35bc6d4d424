package dev.descent.spark.predict;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetOutputFormat;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport.WriteContext;
import org.apache.parquet.hadoop.codec.CodecConfig;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.ContextUtil;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.OutputWriter;
import org.apache.spark.sql.execution.datasources.parquet.ParquetWriteSupport;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A Parquet file whose plain columns are gathered by a thousand rows and then written one after the
 * other, by Parquet's own writers of columns, pages and files, in the schema of Spark.
 */
final class ParquetColumnsFile extends OutputWriter {
  /** So many numbers of 30 columns stay in the second cache. */
  private static final int ROWS = 1000;

  /** Files that are open in this JVM: together they may fill half of its heap before they write. */
  private static final AtomicInteger OPEN = new AtomicInteger();

  private final String path;
  private final Map<String, String> metadata;
  private final MessageType schema;
  private final ParquetProperties properties;
  private final long groupBytes;
  private final CodecFactory codecs;
  private final CompressionCodecName codec;
  private final ParquetFileWriter file;
  private final List<ParquetPart> parts;
  private ColumnChunkPageWriteStore pages;
  private int gathered;
  private long inGroup;

  /** Not while a row is written, nor after one that failed. */
  private boolean isWhole = true;

  ParquetColumnsFile(String path, StructType columns, TaskAttemptContext task) {
    Configuration settings = ContextUtil.getConfiguration(task);
    WriteContext context = new ParquetWriteSupport().init(settings);
    this.path = path;
    this.metadata = context.getExtraMetaData();
    this.schema = context.getSchema();
    this.properties = properties(settings, schema);
    this.groupBytes = ParquetOutputFormat.getLongBlockSize(settings);
    this.codecs = new CodecFactory(settings, properties.getPageSizeThreshold());
    this.codec = CodecConfig.from(task).getCodec();
    this.pages = newPages();
    this.parts = parts(columns, schema, settings);
    parts.forEach(part -> part.startGroup(pages, properties));
    try {
      this.file =
          new ParquetFileWriter(
              HadoopOutputFile.fromPath(new Path(path), settings),
              schema,
              ParquetFileWriter.Mode.CREATE,
              groupBytes,
              ParquetWriter.MAX_PADDING_SIZE_DEFAULT,
              null,
              properties);
      file.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    OPEN.incrementAndGet();
  }

  private static List<ParquetPart> parts(
      StructType columns, MessageType schema, Configuration settings) {
    List<ParquetPart> parts = new ArrayList<>();
    List<Integer> others = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      StructField column = columns.apply(i);
      if (ParquetColumn.Kind.has(column.dataType())) {
        ColumnDescriptor descriptor = schema.getColumnDescription(new String[] {column.name()});
        ParquetColumn.Kind kind = ParquetColumn.Kind.of(column.dataType());
        parts.add(new ParquetColumn(i, kind, descriptor, ROWS));
      } else {
        others.add(i);
      }
    }
    if (!others.isEmpty()) {
      parts.add(new ParquetOtherColumns(columns, others, settings));
    }
    return parts;
  }

  private static ParquetProperties properties(Configuration settings, MessageType schema) {
    ParquetProperties.Builder properties =
        ParquetProperties.builder()
            .withWriterVersion(
                ParquetProperties.WriterVersion.fromString(
                    settings.get(ParquetOutputFormat.WRITER_VERSION)));
    for (ColumnDescriptor column : schema.getColumns()) {
      String name = String.join(".", column.getPath());
      properties.withDictionaryEncoding(
          name, settings.getBoolean(Dictionaries.OPTION + name, true));
    }
    return properties.withValuesWriterFactory(new PlainNumbers.Factory()).build();
  }

  private ColumnChunkPageWriteStore newPages() {
    BytesInputCompressor compressor = codecs.getCompressor(codec);
    return new ColumnChunkPageWriteStore(
        compressor,
        schema,
        properties.getAllocator(),
        properties.getColumnIndexTruncateLength(),
        properties.getPageWriteChecksumEnabled());
  }

  @Override
  public void write(InternalRow row) {
    isWhole = false;
    for (ParquetPart part : parts) {
      part.take(row, gathered);
    }
    gathered++;
    if (gathered == ROWS) {
      writeGathered();
      if (bytes() > most(groupBytes, Runtime.getRuntime().maxMemory(), OPEN.get())) {
        endGroup();
        pages = newPages();
        parts.forEach(part -> part.startGroup(pages, properties));
      }
    }
    isWhole = true;
  }

  private void writeGathered() {
    parts.forEach(part -> part.write(gathered));
    inGroup += gathered;
    gathered = 0;
  }

  /** Bytes of a group that are kept before it is written. */
  static long most(long wanted, long heap, int open) {
    return Math.min(wanted, heap / 2 / open);
  }

  private long bytes() {
    return parts.stream().mapToLong(ParquetPart::bytes).sum();
  }

  private void endGroup() {
    try {
      file.startBlock(inGroup);
      parts.forEach(ParquetPart::endGroup);
      pages.flushToFileWriter(file);
      file.endBlock();
      pages.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    inGroup = 0;
  }

  /** After a row that failed the file ends without what would make it one of Parquet. */
  @Override
  public void close() {
    OPEN.decrementAndGet();
    try (file) {
      if (!isWhole) {
        return;
      }
      writeGathered();
      if (inGroup > 0) {
        endGroup();
      }
      file.end(metadata);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      codecs.release();
    }
  }

  @Override
  public String path() {
    return path;
  }
}
