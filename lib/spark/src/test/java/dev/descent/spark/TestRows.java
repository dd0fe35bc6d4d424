package dev.descent.spark;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Tables of rows that a test writes down. */
public final class TestRows {
  private TestRows() {}

  /** A table of {@code rows} in {@code slices} partitions. */
  public static Dataset<Row> table(StructType schema, List<Row> rows, int slices) {
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(TestSession.spark().sparkContext());
    return TestSession.spark().createDataFrame(context.parallelize(rows, slices), schema);
  }

  /** A table of one row. */
  public static Dataset<Row> row(StructType schema, @Nullable Object... values) {
    return table(schema, List.of(RowFactory.create(values)), 1);
  }
}
