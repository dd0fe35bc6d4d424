package dev.descent.jobs.bench;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A problem that both engines solve from the same tables, each in the way that suits it. */
interface Workload extends Serializable {

  String name();

  /** What a model must reach for its time to count. */
  Goal goal();

  /** The column to predict. */
  String label();

  /** Whether it needs the folder of MNIST files. */
  boolean needsData();

  /** Writes the tables that both engines read; {@code data} is the folder that the user gave. */
  void write(SparkSession spark, Optional<Path> data, Tables tables);

  /** Descent's job file without name, seed, tables and output. */
  List<String> job();

  /** MLlib's model of cached {@code rows} with the columns label and features. */
  Transformer fit(Dataset<Row> rows);

  /** The loss of a row of class {@code label} with MLlib's raw prediction. */
  double loss(Vector raw, int label);
}
