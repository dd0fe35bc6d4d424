package dev.descent.jobs.bench;

import dev.descent.spark.source.DataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Sparse rows of two classes from a file in LIBSVM format, each of them several times: the features
 * as a vector, and 1 as the label where it is positive in the file, else 0.
 *
 * @param file its name in the folder that the user gives
 * @param columns how many features
 * @param times how often each row
 */
record LibsvmRows(String file, int columns, int times) implements BenchRows {
  /** The census rows of LIBSVM's page of data sets. */
  static final LibsvmRows A9A_HUNDREDFOLD = new LibsvmRows("a9a", 123, 100);

  @Override
  public List<String> files() {
    return List.of(file);
  }

  @Override
  public void check(Path data) {
    Path path = data.resolve(file);
    if (!Files.isReadable(path)) {
      throw new DataException(path + ": there is no such file");
    }
  }

  @Override
  public void write(SparkSession spark, Optional<Path> data, Path table) {
    Dataset<Row> rows =
        spark
            .read()
            .format("libsvm")
            .option("numFeatures", columns)
            .load(data.orElseThrow().resolve(file).toString())
            .select(
                functions.col("features").as(FEATURES),
                functions.col("label").gt(0).cast("int").as(LABEL));
    int partitions = spark.sparkContext().defaultParallelism();
    spark
        .range(0, times, 1, partitions)
        .crossJoin(functions.broadcast(rows))
        .drop("id")
        .write()
        .parquet(table.toString());
  }

  @Override
  public String recipe() {
    return SparseRows.RECIPE;
  }
}
