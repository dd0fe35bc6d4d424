package dev.descent.spark.data;

import dev.descent.spark.rdd.Partitions;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.ColumnarToRowExec;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.InputAdapter;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.WholeStageCodegenExec;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * The rows of a table as Spark holds them.
 *
 * <p>Where Spark reads columns (Parquet, ORC, cached tables of numbers) a row is a view of them: it
 * is not copied into a row of its own, which costs more than reading it does.
 */
final class InternalRows {
  private InternalRows() {}

  /** Of {@code table}, each valid until the next one. */
  static JavaRDD<InternalRow> of(Dataset<Row> table) {
    SparkPlan source = source(table);
    return source.supportsColumnar()
        ? Partitions.map(batches(source), RowsOfBatches::new)
        : table.queryExecution().toRdd().toJavaRDD();
  }

  /** Of a plan of columns, as batches, each valid until the next one. */
  static JavaRDD<ColumnarBatch> batches(SparkPlan source) {
    RDD<ColumnarBatch> batches = source.executeColumnar();
    return batches.toJavaRDD();
  }

  /** What gives the rows of a table, as columns if it can. */
  static SparkPlan source(Dataset<Row> table) {
    SparkPlan source = columns(table.queryExecution().executedPlan());
    return source instanceof FileSourceScanExec files && !files.supportsColumnar()
        ? ofAnyWidth(files)
        : source;
  }

  /**
   * The same scan, which leaves columns as they are where there are so many that Spark makes rows
   * of them, lest its generated code grow too long.
   */
  private static SparkPlan ofAnyWidth(FileSourceScanExec files) {
    SparkSession session = ((SparkSession) files.relation().sparkSession()).cloneSession();
    session.conf().set(SQLConf.WHOLESTAGE_MAX_NUM_FIELDS().key(), Integer.MAX_VALUE);
    HadoopFsRelation relation = files.relation();
    return new FileSourceScanExec(
        new HadoopFsRelation(
            relation.location(),
            relation.partitionSchema(),
            relation.dataSchema(),
            relation.bucketSpec(),
            relation.fileFormat(),
            relation.options(),
            session),
        files.stream(),
        files.output(),
        files.requiredSchema(),
        files.partitionFilters(),
        files.optionalBucketSet(),
        files.optionalNumCoalescedBuckets(),
        files.dataFilters(),
        files.tableIdentifier(),
        files.disableBucketedScan());
  }

  /** What feeds a plan that does nothing but make rows of columns, or else the plan. */
  private static SparkPlan columns(SparkPlan plan) {
    SparkPlan whole = plan instanceof WholeStageCodegenExec stage ? stage.child() : plan;
    if (whole instanceof ColumnarToRowExec rows) {
      SparkPlan child = rows.child();
      return child instanceof InputAdapter adapter ? adapter.child() : child;
    }
    return plan;
  }
}
