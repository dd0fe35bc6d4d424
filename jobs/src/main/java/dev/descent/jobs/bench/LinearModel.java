package dev.descent.jobs.bench;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Least squares with a penalty on the original scale, on generated rows, to an objective within
 * 1e-6 of the optimum, by the exact solvers of both engines.
 *
 * @param optimum the objective of the exact solver on float64 tiles
 */
record LinearModel(String name, Shape shape, Net net, double optimum) implements ModelWorkload {
  private static final double TOLERANCE = 1e-6;

  /**
   * The rows.
   *
   * @param deviation of the labels, by which MLlib divides the ridge part of its penalty
   */
  record Shape(DenseRows rows, double deviation) implements Serializable {
    static final Shape HUNDRED = new Shape(rows(1_000_000, 100), 2.25837);
    static final Shape THOUSAND = new Shape(rows(200_000, 1000), 6.44852);
    static final Shape SMALL = new Shape(rows(20_000, 28), 1.44151);

    private static DenseRows rows(int count, int columns) {
      return new DenseRows(count, columns, DenseRows.Layout.COLUMNS, DenseRows.Labels.NUMBERS);
    }
  }

  /** The penalty strength (mixing |w| + (1 - mixing) / 2 w^2). */
  enum Net {
    RIDGE("ridge", 0.1, 0),
    LASSO("lasso", 0.05, 1),
    ELASTIC_NET("elastic-net", 0.05, 0.5);

    private final String type;
    private final double strength;
    private final double mixing;

    Net(String type, double strength, double mixing) {
      this.type = type;
      this.strength = strength;
      this.mixing = mixing;
    }

    String job() {
      String mixed = this == ELASTIC_NET ? ", mixing = " + mixing : "";
      return "{ type = " + type + ", strength = " + strength + mixed + ", on = original }";
    }

    double lasso() {
      return strength * mixing;
    }

    double ridge() {
      return strength * (1 - mixing);
    }

    double of(Vector coefficients) {
      double sum = 0;
      for (double w : coefficients.toArray()) {
        sum += lasso() * Math.abs(w) + ridge() / 2 * w * w;
      }
      return sum;
    }

    /** MLlib's estimator of the same problem, which it solves for labels divided by theirs. */
    LinearRegression estimator(double deviation) {
      double total = lasso() + ridge() * deviation;
      return new LinearRegression()
          .setRegParam(total)
          .setElasticNetParam(lasso() / total)
          .setStandardization(false);
    }
  }

  static final List<LinearModel> USUAL =
      List.of(
          new LinearModel("linear-ridge", Shape.HUNDRED, Net.RIDGE, 0.6867949796572741),
          new LinearModel("linear-ridge-1000", Shape.THOUSAND, Net.RIDGE, 2.350014159833271),
          new LinearModel("linear-lasso", Shape.HUNDRED, Net.LASSO, 1.222356979746168),
          new LinearModel("linear-lasso-1000", Shape.THOUSAND, Net.LASSO, 7.442457862070863),
          new LinearModel("linear-elastic-net", Shape.HUNDRED, Net.ELASTIC_NET, 0.9298712915619376),
          new LinearModel(
              "linear-elastic-net-1000", Shape.THOUSAND, Net.ELASTIC_NET, 4.655836296098798));

  static final LinearModel SMALL =
      new LinearModel("linear-elastic-net-20k", Shape.SMALL, Net.ELASTIC_NET, 0.6256666019320128);

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
    return Optional.of(new Problem("squared", net.lasso(), net.ridge(), goal()));
  }

  @Override
  public String label() {
    return BenchRows.LABEL;
  }

  @Override
  public void write(SparkSession spark, Optional<Path> data, Tables tables) {
    shape.rows().write(spark, tables.train());
  }

  @Override
  public List<String> job() {
    return List.of(
        shape.rows().recipe(),
        "model { type = linear, penalty " + net.job() + " }",
        "training.solver = exact");
  }

  @Override
  public Transformer fit(Dataset<Row> rows) {
    return net.estimator(shape.deviation()).fit(rows);
  }

  @Override
  public double loss(Row scored) {
    return Losses.squared(scored);
  }

  @Override
  public double penalty(Transformer model) {
    return net.of(((LinearRegressionModel) model).coefficients());
  }
}
