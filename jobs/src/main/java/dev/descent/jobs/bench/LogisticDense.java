package dev.descent.jobs.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Logistic regression on generated rows of 100 dense float32 features, to an objective within 1e-6
 * of the optimum.
 */
record LogisticDense() implements ModelWorkload {
  private static final LogisticRows ROWS = new LogisticRows(1_000_000, 100);

  /** The objective of l-bfgs on float64 tiles with tolerance 1e-13. */
  private static final double OPTIMUM = 0.45951567658966025;

  private static final double TOLERANCE = 1e-6;

  /** The fewest with which MLlib comes that near. */
  private static final int ITERATIONS = 7;

  @Override
  public String name() {
    return "logistic";
  }

  @Override
  public Goal goal() {
    return new Goal.Objective(OPTIMUM, TOLERANCE);
  }

  @Override
  public String label() {
    return LogisticRows.LABEL;
  }

  @Override
  public boolean needsData() {
    return false;
  }

  @Override
  public void write(SparkSession spark, Optional<Path> data, Tables tables) {
    ROWS.write(spark, tables.train());
  }

  @Override
  public List<String> job() {
    return List.of(
        "data.label = " + LogisticRows.LABEL,
        "model.type = logistic",
        "training { solver = l-bfgs, precision = single, stop.tolerance = 1e-7 }");
  }

  @Override
  public Transformer fit(Dataset<Row> rows) {
    return new LogisticRegression().setMaxIter(ITERATIONS).setTol(0).fit(rows);
  }

  @Override
  public double loss(Vector raw, int label) {
    return Losses.logistic(raw, label);
  }
}
