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
import dev.descent.sample.ExactRun;
import dev.descent.sample.Rows;
import dev.descent.sample.SharedData;
import dev.descent.solve.StopReason;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Least squares that independent programs have solved. */
class LeastSquaresTest {
  private static final Offset<Double> TEN_DIGITS = within(5.1e-11);

  @Test
  void california() {
    List<String[]> cells = SharedData.rows("california_housing.csv");
    Rows train = side(cells, "train");
    Standardizer standardizer = train.standardizer();
    Rows standardized = train.standardized(standardizer);
    Objective objective = objective(8);
    ExactRun run = ExactRun.of(objective, standardized);
    double[] w = run.parameters();
    assertThat(run.reason()).isEqualTo(StopReason.CONVERGED);
    assertThat(2 * run.last().last().loss()).isCloseTo(.5179331255, TEN_DIGITS);
    Rows test = side(cells, "test").standardized(standardizer);
    LocalRisk risk = new LocalRisk(objective, test.tiles());
    assertThat(2 * risk.at(w, risk.all()).meanLoss()).isCloseTo(.5558915987, TEN_DIGITS);
    assertThat(standardizer.originalIntercept(w[8], w)).isCloseTo(-37.0232777, within(5.1e-8));
    assertThat(standardizer.originalCoefficients(w))
        .usingComparatorWithPrecision(5.1e-9)
        .containsExactly(
            .44867491,
            .00972426,
            -.12332334,
            .78314491,
            -2.02962e-6,
            -.00352632,
            -.41979249,
            -.43370807);
    double[] raw = ExactRun.of(objective, train).parameters();
    assertThat(standardizer.originalCoefficients(w))
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(Arrays.copyOf(raw, 8));
  }

  @Test
  void diabetes() {
    Rows rows = diabetesRows();
    ExactRun run = ExactRun.of(objective(10), rows);
    assertThat(run.parameters())
        .usingComparatorWithPrecision(5.1e-5)
        .containsExactly(
            -10.0099, -239.8156, 519.8459, 324.3846, -792.1756, 476.7390, 101.0433, 177.0632,
            751.2737, 67.6267, 152.1335);
    assertThat(r2(run, rows)).isCloseTo(.5177484222, TEN_DIGITS);
  }

  /** On the original scale, penalized there: scikit-learn's alpha_max is 949.43526 / 442. */
  @Test
  void diabetesLassoHasItsFirstKnotAtBmi() {
    requireFirstKnot(diabetesRows(), 949.43526 / 442, 5.1e-6 / 442);
  }

  @Test
  void standardizedDiabetesLassoHasItsFirstKnotAtBmi() {
    Rows rows = diabetesRows();
    requireFirstKnot(rows.standardized(rows.standardizer()), 45.16003, 5.1e-6);
  }

  private static void requireFirstKnot(Rows rows, double knot, double rounding) {
    Linear network = new Linear(10, true);
    double[] factors = network.layout().penalized();
    for (double strength : new double[] {knot + rounding, knot - rounding}) {
      Lasso lasso = new Lasso(strength, factors);
      ExactRun run = ExactRun.of(new Objective(network, new Squared(), lasso), rows);
      assertThat(run.reason()).isEqualTo(StopReason.CONVERGED);
      double[] w = run.parameters();
      assertThat(IntStream.range(0, 10).filter(j -> w[j] != 0).toArray())
          .isEqualTo(strength > knot ? new int[0] : new int[] {2});
    }
  }

  private static Rows diabetesRows() {
    return Rows.parsed(
        SharedData.rows("diabetes.csv"),
        cells -> Double.parseDouble(cells[10]),
        IntStream.range(0, 10).toArray());
  }

  @Test
  void diamonds() {
    Rows rows =
        Rows.parsed(
            SharedData.rows("diamonds.csv"),
            cells -> Double.parseDouble(cells[6]),
            0,
            4,
            5,
            7,
            8,
            9);
    ExactRun run = ExactRun.of(objective(6), rows);
    double[] w = run.parameters();
    assertThat(w[6]).isCloseTo(20849.316, within(5.1e-4));
    assertThat(w[0]).isCloseTo(10686.309, within(5.1e-4));
    assertThat(w[1]).isCloseTo(-203.154, within(5.1e-4));
    assertThat(w[2]).isCloseTo(-102.446, within(5.1e-4));
    assertThat(r2(run, rows)).isCloseTo(.8592186832, TEN_DIGITS);
  }

  private static double r2(ExactRun run, Rows rows) {
    double mean = 0;
    for (double label : rows.labels()) {
      mean += label / rows.count();
    }
    double variance = 0;
    for (double label : rows.labels()) {
      variance += (label - mean) * (label - mean) / rows.count();
    }
    return 1 - 2 * run.last().last().loss() / variance;
  }

  private static Objective objective(int columns) {
    return new Objective(new Linear(columns, true), new Squared(), new None());
  }

  private static Rows side(List<String[]> cells, String side) {
    return Rows.parsed(
        cells.stream().filter(row -> row[9].equals(side)).toList(),
        row -> Double.parseDouble(row[8]),
        IntStream.range(0, 8).toArray());
  }
}
