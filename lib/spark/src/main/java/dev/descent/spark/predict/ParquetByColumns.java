package dev.descent.spark.predict;

import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.parquet.hadoop.ParquetOutputFormat;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.OutputWriter;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VariantType;
import scala.collection.immutable.Map;

/**
 * Spark's Parquet, but numbers, booleans and text of some rows are written column after column
 * instead of row after row: what the writer of a column needs stays in the first cache then.
 *
 * <p>Where settings of Parquet are not known here (encryption and the like), and where a type
 * depends on the rows (variants), files are written by Spark alone.
 */
public final class ParquetByColumns extends ParquetFileFormat {
  private static final long serialVersionUID = 1L;
  private static final String SETTINGS = "parquet.";

  /** What Spark sets itself, of which the committer reads the summary, and the size of groups. */
  private static final Set<String> KNOWN =
      Set.of(
          ParquetOutputFormat.COMPRESSION,
          ParquetOutputFormat.WRITE_SUPPORT_CLASS,
          ParquetOutputFormat.WRITER_VERSION,
          ParquetOutputFormat.JOB_SUMMARY_LEVEL,
          ParquetOutputFormat.BLOCK_SIZE);

  @Override
  public OutputWriterFactory prepareWrite(
      SparkSession spark, Job job, Map<String, String> options, StructType schema) {
    OutputWriterFactory bySpark = super.prepareWrite(spark, job, options, schema);
    boolean hasVariants = schema.existsRecursively(type -> type instanceof VariantType);
    return !hasVariants && knowsAll(job.getConfiguration()) ? new Factory(bySpark) : bySpark;
  }

  private static boolean knowsAll(Configuration settings) {
    return settings.getPropsWithPrefix(SETTINGS).keySet().stream()
        .allMatch(key -> isKnown(SETTINGS + key));
  }

  private static boolean isKnown(String key) {
    return KNOWN.contains(key) || key.startsWith(Dictionaries.OPTION);
  }

  /** Makes the files of tasks. */
  static final class Factory extends OutputWriterFactory {
    private static final long serialVersionUID = 1L;

    private final OutputWriterFactory bySpark;

    Factory(OutputWriterFactory bySpark) {
      this.bySpark = bySpark;
    }

    @Override
    public String getFileExtension(TaskAttemptContext task) {
      return bySpark.getFileExtension(task);
    }

    @Override
    public OutputWriter newInstance(String path, StructType schema, TaskAttemptContext task) {
      return new ParquetColumnsFile(path, schema, task);
    }
  }
}
