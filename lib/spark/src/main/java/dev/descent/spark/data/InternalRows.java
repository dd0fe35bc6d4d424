package dev.descent.spark.data;

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
    SparkPlan plan = table.queryExecution().executedPlan();
    SparkPlan source = columns(plan);
    if (source instanceof FileSourceScanExec files && !files.supportsColumnar()) {
      source = ofAnyWidth(files);
    }
    if (!source.supportsColumnar()) {
      return table.queryExecution().toRdd().toJavaRDD();
    }
    RDD<ColumnarBatch> batches = source.executeColumnar();
    return batches.toJavaRDD().mapPartitions(each -> new RowsOfBatches(each));
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
