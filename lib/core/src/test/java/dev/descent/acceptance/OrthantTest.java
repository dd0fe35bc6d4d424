package dev.descent.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.data.Standardizer;
import dev.descent.loss.Squared;
import dev.descent.network.Linear;
import dev.descent.objective.LocalRisk;
import dev.descent.objective.Objective;
import dev.descent.penalty.Lasso;
import dev.descent.penalty.None;
import dev.descent.sample.LbfgsRun;
import dev.descent.sample.Rows;
import dev.descent.sample.SharedData;
import dev.descent.solve.StopReason;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Lassos that l-bfgs solves from zeros, and how many passes over the rows it takes at most. Forty
 * powers of one column are as badly conditioned as columns get.
 */
class OrthantTest {
  private static final int DEGREE = 40;

  @Test
  void cubic() {
    Powered powered = Powered.of("cubic.csv", 1);
    double[] w = powered.run.parameters();
    assertThat(nonZeros(w)).containsExactly(1, 3);
    assertThat(w[0]).isCloseTo(.168217, within(5.1e-7));
    assertThat(w[2]).isCloseTo(11.303857, within(5.1e-7));
    assertThat(w[DEGREE]).isCloseTo(-3.311474, within(5.1e-7));
    assertThat(powered.error("train")).isCloseTo(30.8871, within(5.1e-5));
    assertThat(powered.error("test")).isCloseTo(30.0014, within(5.1e-5));
    assertThat(powered.run.passes()).isLessThanOrEqualTo(75);
  }

  @Test
  void sine() {
    Powered powered = Powered.of("sine.csv", .1);
    double[] w = powered.run.parameters();
    assertThat(nonZeros(w)).containsExactly(1, 4, 19);
    assertThat(w[0]).isCloseTo(-4.6252, within(5.1e-5));
    assertThat(w[3]).isCloseTo(6.6880, within(5.1e-5));
    assertThat(w[18]).isCloseTo(-2.6958, within(5.1e-5));
    assertThat(powered.error("train")).isCloseTo(9.2093, within(5.1e-5));
    assertThat(powered.error("test")).isCloseTo(7.6568, within(5.1e-5));
    assertThat(powered.run.passes()).isLessThanOrEqualTo(280);
  }

  /** On the columns as they are: nothing above the critical strength, bmi alone just below. */
  @Test
  void diabetes() {
    Rows rows =
        Rows.parsed(
            SharedData.rows("diabetes.csv"),
            cells -> Double.parseDouble(cells[10]),
            IntStream.range(0, 10).toArray());
    double critical = 949.43526 / 442;
    assertThat(nonZeros(lasso(rows, 1.0001 * critical).parameters())).isEmpty();
    assertThat(nonZeros(lasso(rows, .9999 * critical).parameters())).containsExactly(3);
    Rows standardized = rows.standardized(rows.standardizer());
    assertThat(nonZeros(lasso(standardized, 45.16004).parameters())).isEmpty();
    assertThat(nonZeros(lasso(standardized, 45.16002).parameters())).containsExactly(3);
  }

  private static LbfgsRun lasso(Rows rows, double strength) {
    Linear network = new Linear(rows.features()[0].length, true);
    Lasso penalty = new Lasso(strength, network.layout().penalized());
    LbfgsRun run = LbfgsRun.of(new Objective(network, new Squared(), penalty), rows, 1e-13);
    assertThat(run.reason()).isEqualTo(StopReason.CONVERGED);
    return run;
  }

  /** The numbers of the coefficients, from 1, that are not 0. */
  private static int[] nonZeros(double[] w) {
    return IntStream.range(0, w.length - 1).filter(j -> w[j] != 0).map(j -> j + 1).toArray();
  }

  /** A lasso on the powers of one column, standardized on its training rows. */
  private record Powered(List<String[]> cells, Standardizer standardizer, LbfgsRun run) {

    static Powered of(String file, double strength) {
      List<String[]> cells = SharedData.rows(file);
      Rows train = side(cells, "train");
      Standardizer standardizer = train.standardizer();
      return new Powered(cells, standardizer, lasso(train.standardized(standardizer), strength));
    }

    /** The mean squared error: twice the mean loss. */
    double error(String side) {
      Objective objective = new Objective(new Linear(DEGREE, true), new Squared(), new None());
      Rows rows = side(cells, side).standardized(standardizer);
      LocalRisk risk = new LocalRisk(objective, rows.tiles());
      return 2 * risk.at(run.parameters(), risk.all()).meanLoss();
    }

    private static Rows side(List<String[]> cells, String side) {
      List<String[]> rows = cells.stream().filter(row -> row[2].equals(side)).toList();
      double[][] features =
          rows.stream()
              .map(row -> Powers.of(Double.parseDouble(row[0]), DEGREE))
              .toArray(double[][]::new);
      return Rows.of(features, rows.stream().mapToDouble(r -> Double.parseDouble(r[1])).toArray());
    }
  }
}
