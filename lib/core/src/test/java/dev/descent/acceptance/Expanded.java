package dev.descent.acceptance;

import dev.descent.data.Standardizer;
import dev.descent.encode.Expansion;
import dev.descent.encode.Polynomial;
import dev.descent.loss.Squared;
import dev.descent.network.Linear;
import dev.descent.objective.LocalRisk;
import dev.descent.objective.Objective;
import dev.descent.penalty.Penalty;
import dev.descent.sample.ExactRun;
import dev.descent.sample.Rows;
import dev.descent.sample.SharedData;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The rows of a file whose last columns are label and split, expanded to a polynomial and
 * standardized by the training rows.
 */
record Expanded(Rows train, Rows test) {

  /** Of a file with {@code columns} features. */
  static Expanded of(String file, int columns, int degree) {
    List<String[]> cells = SharedData.rows(file);
    List<String> names = IntStream.range(0, columns).mapToObj(j -> "x" + j).toList();
    Expansion expansion = new Expansion(names, 1, Polynomial.ofDegree(degree));
    Rows train = side(cells, expansion, "train");
    Standardizer standardizer = train.standardizer();
    Rows test = side(cells, expansion, "test");
    return new Expanded(train.standardized(standardizer), test.standardized(standardizer));
  }

  private static Rows side(List<String[]> cells, Expansion expansion, String side) {
    int columns = expansion.columns().size();
    Rows rows =
        Rows.parsed(
            cells.stream().filter(row -> row[columns + 1].equals(side)).toList(),
            row -> Double.parseDouble(row[columns]),
            IntStream.range(0, columns).toArray());
    double[][] expanded = new double[rows.count()][];
    for (int i = 0; i < expanded.length; i++) {
      double[] features = expansion.roomFor(rows.features()[i]);
      expansion.apply(rows.features()[i], features);
      expanded[i] = features;
    }
    return Rows.of(expanded, rows.labels());
  }

  /** How many features there are now. */
  int columns() {
    return train.features()[0].length;
  }

  /** The optimum for a penalty that is made of its factors. */
  Fit fit(Function<double[], Penalty> penalty) {
    Linear network = new Linear(columns(), true);
    double[] factors = network.layout().penalized();
    Objective objective = new Objective(network, new Squared(), penalty.apply(factors));
    return new Fit(this, objective, ExactRun.of(objective, train));
  }

  /** A model on these rows. */
  record Fit(Expanded rows, Objective objective, ExactRun run) {

    /** Coefficient {@code j} on the standardized scale. */
    double coefficient(int j) {
      return run.parameters()[j];
    }

    double intercept() {
      return run.parameters()[rows.columns()];
    }

    /** The features with a coefficient that is not 0. */
    int[] active() {
      return IntStream.range(0, rows.columns()).filter(j -> coefficient(j) != 0).toArray();
    }

    double trainMse() {
      return mse(rows.train);
    }

    double testMse() {
      return mse(rows.test);
    }

    private double mse(Rows some) {
      LocalRisk risk = new LocalRisk(objective, some.tiles());
      return 2 * risk.at(run.parameters(), risk.all()).meanLoss();
    }
  }
}
