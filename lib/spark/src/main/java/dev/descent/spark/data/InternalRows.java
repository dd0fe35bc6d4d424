package dev.descent.spark.data;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.ColumnarToRowExec;
import org.apache.spark.sql.execution.InputAdapter;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.WholeStageCodegenExec;
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
    if (!source.supportsColumnar()) {
      return table.queryExecution().toRdd().toJavaRDD();
    }
    RDD<ColumnarBatch> batches = source.executeColumnar();
    return batches.toJavaRDD().mapPartitions(each -> new RowsOfBatches(each));
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
