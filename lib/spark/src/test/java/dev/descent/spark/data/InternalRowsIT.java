package dev.descent.spark.data;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.spark.TestSession;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of {@link InternalRows} are those of the table, whichever way Spark holds it. */
final class InternalRowsIT {
  private final SparkSession spark = TestSession.spark();

  @Test
  void rowsOfColumnsAreViewsWithTheSameValues(@TempDir Path folder) {
    for (String format : List.of("parquet", "orc")) {
      Dataset<Row> files = written(folder, format);
      assertSame(files);
      assertThat(areCopies(files)).isFalse();
    }
    Dataset<Row> numbers =
        spark
            .range(0, 30_000, 1, 3)
            .selectExpr("id % 7 as a", "cast(id as double) / 3 as b", "if(id % 5 = 0, null, id) c")
            .persist(StorageLevel.MEMORY_ONLY());
    try {
      assertSame(numbers);
      assertThat(areCopies(numbers)).isFalse();
    } finally {
      numbers.unpersist(true);
    }
  }

  /** Spark makes rows of more than a hundred columns; its own plans still do. */
  @Test
  void manyColumnsStayColumns(@TempDir Path folder) {
    String columns =
        IntStream.range(0, 120).mapToObj(j -> "id + " + j + " as c" + j).collect(joining(", "));
    for (String format : List.of("parquet", "orc")) {
      String path = folder.resolve(format).toString();
      spark
          .range(0, 20_000, 1, 3)
          .selectExpr(columns.split(", ", -1))
          .write()
          .format(format)
          .save(path);
      Dataset<Row> files = spark.read().format(format).load(path);
      assertSame(files);
      assertThat(areCopies(files)).isFalse();
      assertThat(areCopies(files.where("c5 > 17"))).isTrue();
      assertThat(spark.conf().get("spark.sql.codegen.maxFields")).isEqualTo("100");
    }
  }

  @Test
  void whatSparkComputesAreItsOwnRows(@TempDir Path folder) {
    Dataset<Row> files = written(folder, "parquet");
    Dataset<Row> cachedText = files.select("text", "id").persist(StorageLevel.MEMORY_ONLY());
    try {
      for (Dataset<Row> computed :
          List.of(
              files.where("id > 17"),
              files.selectExpr("id + 1 as more", "text"),
              files.repartition(2).sortWithinPartitions("id"),
              cachedText)) {
        assertSame(computed);
        assertThat(areCopies(computed)).isTrue();
      }
    } finally {
      cachedText.unpersist(true);
    }
  }

  /** Of several files, with texts that repeat, texts that do not, nulls and a folder's value. */
  private Dataset<Row> written(Path folder, String format) {
    String path = folder.resolve(format).toString();
    spark
        .range(0, 20_000, 1, 3)
        .selectExpr(
            "id",
            "if(id % 3 = 0, null, concat('t', id % 11)) as text",
            "concat('only ', id) as once",
            "cast(id as decimal(20, 3)) / 7 as share",
            "cast(id % 128 as tinyint) as small",
            "id % 2 as half")
        .write()
        .partitionBy("half")
        .format(format)
        .save(path);
    return spark.read().format(format).load(path);
  }

  private static void assertSame(Dataset<Row> table) {
    StructField[] fields = table.schema().fields();
    List<List<String>> found =
        InternalRows.of(table).map(row -> String.valueOf(values(row, fields))).glom().collect();
    List<List<String>> expected =
        table
            .queryExecution()
            .toRdd()
            .toJavaRDD()
            .map(row -> String.valueOf(values(row, fields)))
            .glom()
            .collect();
    assertThat(expected.stream().mapToInt(List::size).sum()).isGreaterThan(19_000);
    assertThat(found).isEqualTo(expected);
  }

  private static List<Object> values(InternalRow row, StructField[] fields) {
    return IntStream.range(0, fields.length)
        .mapToObj(j -> value(row, j, fields[j].dataType()))
        .toList();
  }

  private static Object value(InternalRow row, int ordinal, DataType type) {
    return row.isNullAt(ordinal) ? "null" : row.get(ordinal, type);
  }

  private static boolean areCopies(Dataset<Row> table) {
    return InternalRows.of(table).map(row -> row instanceof UnsafeRow).first();
  }
}
