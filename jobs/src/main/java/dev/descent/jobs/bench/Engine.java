package dev.descent.jobs.bench;

import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** One of the sides of the comparison, inside a JVM of its own. */
interface Engine {

  /** The session of its JVM. */
  SparkSession spark();

  /** What the machine gives to this side at best. */
  Map<String, Object> limits();

  /** Trains once, from files. */
  Outcome train(ModelWorkload workload, Tables tables);

  /** Reads a table once, until training could begin. */
  Outcome ingest(Ingestion workload, Tables tables);

  /** Predicts the rows of a table once, from files to files; the seconds that took. */
  double predict(BatchPrediction workload, Tables tables);

  /** Measures the areas under the curves of scores once, from files. */
  Outcome measure(RocAreas workload, Tables tables);
}
