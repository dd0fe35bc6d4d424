package dev.descent.jobs.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Logistic regression with a ridge on generated sparse rows of 2^18 features, to an objective
 * within 1e-6 of the optimum.
 */
record LogisticSparse() implements ModelWorkload {
  private static final SparseRows ROWS = new SparseRows(500_000, 1 << 18, 40);

  /** Of the ridge on the original scale. */
  private static final double STRENGTH = 1e-6;

  /** The objective of l-bfgs on float64 tiles with tolerance 1e-12. */
  private static final double OPTIMUM = 0.1948037297661997;

  private static final double TOLERANCE = 1e-6;

  /** The fewest with which MLlib comes that near. */
  private static final int ITERATIONS = 25;

  @Override
  public String name() {
    return "logistic-sparse";
  }

  @Override
  public Goal goal() {
    return new Goal.Objective(OPTIMUM, TOLERANCE);
  }

  @Override
  public String label() {
    return SparseRows.LABEL;
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
        "data.label = " + SparseRows.LABEL,
        "features.vector = " + SparseRows.FEATURES,
        "model { type = logistic, penalty { type = ridge, strength = "
            + STRENGTH
            + ", on = original } }",
        "training { solver = l-bfgs, precision = single, stop.tolerance = 5e-7 }");
  }

  @Override
  public Transformer fit(Dataset<Row> rows) {
    return new LogisticRegression()
        .setMaxIter(ITERATIONS)
        .setTol(0)
        .setRegParam(STRENGTH)
        .setStandardization(false)
        .fit(rows);
  }

  @Override
  public double loss(Vector raw, int label) {
    return Losses.logistic(raw, label);
  }

  @Override
  public double penalty(Transformer model) {
    double sum = 0;
    for (double coefficient : ((LogisticRegressionModel) model).coefficients().toArray()) {
      sum += coefficient * coefficient;
    }
    return STRENGTH / 2 * sum;
  }
}
