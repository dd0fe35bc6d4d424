package dev.descent.jobs.bench;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** Rows to train on. */
interface BenchRows extends Serializable {
  String LABEL = "label";

  /** The column of vectors, where there is one. */
  String FEATURES = "features";

  /** The files in the user's folder that they are made from, by name; none for generated rows. */
  default List<String> files() {
    return List.of();
  }

  /**
   * Checks those files in {@code data}.
   *
   * @throws dev.descent.spark.source.DataException if one is missing or damaged
   */
  default void check(Path data) {}

  /** Writes them to a Parquet table; {@code data} is the user's folder. */
  void write(SparkSession spark, Optional<Path> data, Path table);

  /** What a job file says about their columns. */
  String recipe();
}
