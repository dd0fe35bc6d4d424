package dev.descent.jobs.bench;

import java.nio.file.Path;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** Rows that are a function of their number. */
interface GeneratedRows extends BenchRows {

  /** Writes them to a Parquet table. */
  void write(SparkSession spark, Path table);

  @Override
  default void write(SparkSession spark, Optional<Path> data, Path table) {
    write(spark, table);
  }
}
