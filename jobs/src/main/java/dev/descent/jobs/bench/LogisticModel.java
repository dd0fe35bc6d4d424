package dev.descent.jobs.bench;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Logistic regression to an objective within 1e-6 of the optimum, by l-bfgs of every engine.
 *
 * @param strength of a ridge on the original scale
 */
record LogisticModel(String name, BenchRows rows, double strength, Way way)
    implements ModelWorkload {
  static final LogisticModel HUNDRED =
      new LogisticModel(
          "logistic", new DenseRows(1_000_000, 100), 0, new Way(0.45951567658966025, 1e-7, 7));

  static final LogisticModel TWENTY_EIGHT =
      new LogisticModel(
          "logistic-28", new DenseRows(4_000_000, 28), 0, new Way(0.5950344735348112, 1e-7, 7));

  static final LogisticModel SMALL =
      new LogisticModel(
          "logistic-20k", new DenseRows(20_000, 28), 0, new Way(0.5968004730267755, 1e-7, 7));

  static final LogisticModel SPARSE =
      new LogisticModel(
          "logistic-sparse",
          new SparseRows(500_000, 1 << 18, 40),
          1e-6,
          new Way(0.1948037297661997, 1e-6, 25));

  static final LogisticModel SMALL_SPARSE =
      new LogisticModel(
          "logistic-sparse-10k",
          new SparseRows(10_000, 1 << 12, 40),
          1e-3,
          new Way(0.44723516937297214, 5e-7, 25));

  /** Of a9a with C = 1, as LIBLINEAR counts it: the same optimum for its rows a hundred times. */
  static final LogisticModel A9A =
      new LogisticModel(
          "logistic-a9a",
          LibsvmRows.A9A_HUNDREDFOLD,
          1.0 / 32561,
          new Way(10528.5724305433 / 32561, 1e-7, 63));

  private static final double TOLERANCE = 1e-6;

  /**
   * How the engines get there.
   *
   * @param optimum the objective of l-bfgs on float64 tiles with tolerance 1e-12 or less
   * @param tolerance at which Descent stops
   * @param iterations the fewest with which MLlib comes that near
   */
  record Way(double optimum, double tolerance, int iterations) implements Serializable {}

  @Override
  public Optional<Workload> small() {
    if (!files().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(rows instanceof SparseRows ? SMALL_SPARSE : SMALL);
  }

  @Override
  public Goal.Objective goal() {
    return new Goal.Objective(way.optimum(), TOLERANCE);
  }

  @Override
  public Optional<Problem> problem() {
    return Optional.of(new Problem("logistic", 0, strength, goal()));
  }

  @Override
  public List<String> files() {
    return rows.files();
  }

  @Override
  public void check(Path data) {
    rows.check(data);
  }

  @Override
  public String label() {
    return BenchRows.LABEL;
  }

  @Override
  public void write(SparkSession spark, Optional<Path> data, Tables tables) {
    rows.write(spark, data, tables.train());
  }

  @Override
  public List<String> job() {
    String penalty =
        strength > 0
            ? "model.penalty { type = ridge, strength = " + strength + ", on = original }"
            : "";
    return List.of(
        rows.recipe(),
        "model.type = logistic",
        penalty,
        "training { solver = l-bfgs, precision = single, stop.tolerance = "
            + way.tolerance()
            + " }");
  }

  @Override
  public Transformer fit(Dataset<Row> rows) {
    return new LogisticRegression()
        .setMaxIter(way.iterations())
        .setTol(0)
        .setRegParam(strength)
        .setStandardization(strength == 0)
        .fit(rows);
  }

  @Override
  public double loss(Row scored) {
    return Losses.logistic(scored);
  }

  @Override
  public double penalty(Transformer model) {
    return Losses.ridge(strength, ((LogisticRegressionModel) model).coefficients());
  }
}
