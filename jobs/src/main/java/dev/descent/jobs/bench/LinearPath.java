package dev.descent.jobs.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Lassos of many strengths in equal ratios on generated rows, by one job of Descent and by a fit of
 * MLlib for each; what counts is the objective at the last and least of them.
 *
 * @param steps how many strengths
 * @param optimum at the last, of the exact solver on float64 tiles
 */
record LinearPath(String name, DenseRows rows, int steps, double optimum) implements ModelWorkload {
  static final LinearPath USUAL =
      new LinearPath("linear-path", rows(200_000, 100), 100, 0.5077160094642864);

  private static final LinearPath SMALL =
      new LinearPath("linear-path-20k", rows(20_000, 10), 5, 0.49752321142587513);

  private static final double TOLERANCE = 1e-6;

  /** At the first hardly a coefficient is left, at the last all are. */
  private static final double FROM = 0.5;

  private static final double TO = 0.0005;

  private static DenseRows rows(int count, int columns) {
    return new DenseRows(count, columns, DenseRows.Layout.COLUMNS, DenseRows.Labels.NUMBERS);
  }

  @Override
  public Optional<Workload> small() {
    return Optional.of(SMALL);
  }

  @Override
  public Goal.Objective goal() {
    return new Goal.Objective(optimum, TOLERANCE);
  }

  @Override
  public Optional<Problem> problem() {
    return Optional.of(new Problem("squared", TO, 0, strengths(), goal()));
  }

  @Override
  public String label() {
    return BenchRows.LABEL;
  }

  @Override
  public void write(SparkSession spark, Optional<Path> data, Tables tables) {
    rows.write(spark, tables.train());
  }

  @Override
  public List<String> job() {
    String strengths = "strengths { from = " + FROM + ", to = " + TO + ", steps = " + steps + " }";
    return List.of(
        rows.recipe(),
        "model { type = linear, penalty { type = lasso, on = original, " + strengths + " } }",
        "training.solver = exact");
  }

  private List<Double> strengths() {
    return IntStream.range(0, steps)
        .mapToObj(step -> FROM * Math.pow(TO / FROM, step / (steps - 1.0)))
        .toList();
  }

  @Override
  public Transformer fit(Dataset<Row> rows) {
    LinearRegression lasso = new LinearRegression().setElasticNetParam(1).setStandardization(false);
    return strengths().stream()
        .map(strength -> lasso.setRegParam(strength).fit(rows))
        .reduce((before, after) -> after)
        .orElseThrow();
  }

  @Override
  public double loss(Row scored) {
    return Losses.squared(scored);
  }

  @Override
  public double penalty(Transformer model) {
    return Losses.lasso(TO, ((LinearRegressionModel) model).coefficients());
  }
}
