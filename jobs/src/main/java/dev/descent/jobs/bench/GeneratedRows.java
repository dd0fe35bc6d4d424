package dev.descent.jobs.bench;

import java.io.Serializable;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** Rows that are a function of their number. */
interface GeneratedRows extends Serializable {
  String LABEL = "label";

  /** The column of vectors, where there is one. */
  String FEATURES = "features";

  /** Writes them to a Parquet table. */
  void write(SparkSession spark, Path table);

  /** What a job file says about their columns. */
  String recipe();
}
