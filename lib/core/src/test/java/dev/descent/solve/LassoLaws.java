package dev.descent.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.data.Precision;
import dev.descent.data.Tile;
import dev.descent.loss.Squared;
import dev.descent.math.Wire;
import dev.descent.network.Linear;
import dev.descent.objective.LocalRisk;
import dev.descent.objective.Objective;
import dev.descent.optimize.Constant;
import dev.descent.optimize.Fista;
import dev.descent.penalty.ElasticNet;
import dev.descent.penalty.Lasso;
import dev.descent.penalty.Penalty;
import dev.descent.penalty.Ridge;
import dev.descent.sample.ExactRun;
import dev.descent.sample.Rows;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for the exact solver with a lasso part. */
class LassoLaws {
  private static final int COLUMNS = 8;

  /** The last but one is not in the penalty; the last is the intercept. */
  private static final double[] FACTORS = {1, 0.5, 2, 1, 1, 1, 1, 0, 0};

  static Stream<Arguments> problems() {
    return Stream.of(1e-6, 0.1, 0.3, 100.0)
        .flatMap(
            strength -> Stream.of(1e-3, 0.5, 1.0).map(mixing -> new double[] {strength, mixing}))
        .flatMap(
            net ->
                Stream.of(true, false).map(intercept -> Arguments.of(net[0], net[1], intercept)));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void meetsTheConditionsOfTheOptimum(double strength, double mixing, boolean intercept) {
    Rows rows = Rows.regression(4, 200, COLUMNS);
    rows = rows.weighted(new Random(4).doubles(rows.count(), 0.5, 2).toArray());
    Objective objective = objective(strength, mixing, intercept);
    ExactRun run = ExactRun.of(objective, rows);
    assertThat(run.reason()).isEqualTo(StopReason.CONVERGED);
    assertThat(run.rank()).contains(new Rank(COLUMNS, List.of()));
    requireOptimum(rows, run.parameters(), objective.penalty(), intercept);
    assertThat(run.last().last().gradientNorm()).isLessThan(1e-14);
  }

  /** By the definition, row after row. */
  private static void requireOptimum(Rows rows, double[] w, Penalty penalty, boolean intercept) {
    double[] gradient = LeastSquaresLaws.gradient(rows, w, penalty, intercept);
    for (int j = 0; j < w.length; j++) {
      double bound = penalty.lasso() * penalty.factors()[j];
      if (w[j] == 0) {
        assertThat(Math.abs(gradient[j])).isLessThanOrEqualTo(bound + 1e-14);
      } else {
        assertThat(gradient[j]).isCloseTo(-bound * Math.signum(w[j]), within(1e-14));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.1, 0.5})
  void agreesWithDescent(double strength) {
    Rows rows = Rows.regression(4, 200, COLUMNS);
    Objective objective = objective(strength, 0.7, true);
    Risks risks = new Risks(new LocalRisk(objective, rows.tiles()), Optional.empty());
    MiniBatchDescent descent =
        new MiniBatchDescent(
            new StepRule(new Fista(), new Constant(0.3)), rows.count(), 1, Metric.TRAIN_LOSS);
    States states = descent.states(risks, objective, descent.start(new double[COLUMNS + 1]));
    TrainingState state = states.next();
    while (state.epoch() < 1000) {
      state = states.next();
    }
    double[] exact = ExactRun.of(objective, rows).parameters();
    assertThat(exact).usingComparatorWithPrecision(1e-12).containsExactly(state.parameters());
    for (int j = 0; j < exact.length; j++) {
      assertThat(exact[j] == 0).isEqualTo(state.parameters()[j] == 0);
    }
  }

  /** max_j |x_j^T (y - mean(y))| / n of centred columns. */
  @ParameterizedTest
  @ValueSource(doubles = {0.3, 1})
  void aboveTheCriticalStrengthOnlyTheInterceptIsLeft(double mixing) {
    Rows rows = Rows.regression(4, 200, COLUMNS);
    double[] factors = new double[COLUMNS + 1];
    Arrays.fill(factors, 0, COLUMNS, 1);
    double mean = Arrays.stream(rows.labels()).average().orElseThrow();
    double critical = 0;
    for (int j = 0; j < COLUMNS; j++) {
      double product = 0;
      for (int i = 0; i < rows.count(); i++) {
        product += rows.features()[i][j] * (rows.labels()[i] - mean) / rows.count();
      }
      critical = Math.max(critical, Math.abs(product));
    }
    for (double factor : new double[] {1 + 1e-9, 1 - 1e-9}) {
      Penalty penalty = new ElasticNet(factor * critical / mixing, mixing, factors);
      Objective objective = new Objective(new Linear(COLUMNS, true), new Squared(), penalty);
      double[] w = ExactRun.of(objective, rows).parameters();
      assertThat(nonzeros(w)).isEqualTo(factor > 1 ? 0 : 1);
      assertThat(w[COLUMNS]).isCloseTo(mean, within(1e-8));
    }
  }

  @Test
  void mixingOneIsLassoAndMixingZeroIsRidge() {
    Rows rows = Rows.regression(4, 200, COLUMNS);
    Linear network = new Linear(COLUMNS, true);
    for (boolean lasso : new boolean[] {true, false}) {
      Penalty net = new ElasticNet(0.1, lasso ? 1 : 0, FACTORS);
      Penalty pure = lasso ? new Lasso(0.1, FACTORS) : new Ridge(0.1, FACTORS);
      assertThat(ExactRun.of(new Objective(network, new Squared(), net), rows).parameters())
          .containsExactly(
              ExactRun.of(new Objective(network, new Squared(), pure), rows).parameters());
    }
    Penalty almost = new ElasticNet(0.1, 1e-9, FACTORS);
    assertThat(ExactRun.of(new Objective(network, new Squared(), almost), rows).parameters())
        .usingComparatorWithPrecision(1e-9)
        .containsExactly(ExactRun.of(objective(0.1, 0, true), rows).parameters());
  }

  /** Near the solution, far from it, with other signs: the same bits. */
  @Test
  void startsAnywhere() {
    Rows rows = Rows.regression(4, 200, COLUMNS);
    Objective objective = objective(0.4, 0.8, true);
    LeastSquares solver = ExactRun.solver(objective, rows.tiles());
    Risks risks = new Risks(new LocalRisk(objective, rows.tiles()), Optional.empty());
    double[] expected = ExactRun.of(objective, rows).parameters();
    assertThat(nonzeros(expected)).isBetween(3L, 6L);
    double[] far = new Random(3).doubles(COLUMNS + 1, -1e3, 1e3).toArray();
    double[] other = Arrays.stream(expected).map(w -> -w).toArray();
    for (double[] start : new double[][] {far, expected, other}) {
      ExactRun run = ExactRun.to(solver.states(risks, objective, solver.start(start)));
      assertThat(run.states().get(0).parameters()).isEqualTo(start);
      assertThat(run.parameters()).containsExactly(expected);
    }
  }

  @Test
  void tilesAndTheirOrderOfMergingChangeNoBit() {
    Rows rows = Rows.regression(4, 200, COLUMNS);
    List<Tile> tiles = rows.tiles(Precision.DOUBLE, 50, 0, 100, 50);
    Objective objective = objective(0.2, 1, true);
    LeastSquares solver =
        ExactRun.solver(objective, List.of(tiles.get(3), tiles.get(0), tiles.get(2)));
    Risks risks = new Risks(new LocalRisk(objective, tiles), Optional.empty());
    TrainingState start = solver.start(new double[COLUMNS + 1]);
    assertThat(ExactRun.to(solver.states(risks, objective, start)).parameters())
        .containsExactly(ExactRun.of(objective, tiles).parameters());
  }

  @Test
  void continuesFromAnyWrittenStateToTheBit() {
    Rows rows = Rows.regression(4, 200, COLUMNS);
    Objective objective = objective(0.2, 0.8, true);
    LeastSquares solver = ExactRun.solver(objective, rows.tiles());
    Risks risks = new Risks(new LocalRisk(objective, rows.tiles()), Optional.empty());
    ExactRun uninterrupted = ExactRun.of(objective, rows);
    byte[] expected = Wire.bytes(Wire.copy(uninterrupted.last(), TrainingState.class));
    for (TrainingState state : uninterrupted.states()) {
      LeastSquaresStates rest = solver.states(risks, objective, Stored.copy(state));
      TrainingState last = rest.hasNext() ? ExactRun.to(rest).last() : state;
      assertThat(Wire.bytes(Wire.copy(last, TrainingState.class))).isEqualTo(expected);
      assertThat(rest.rank()).isEqualTo(uninterrupted.rank());
    }
  }

  /**
   * Copies, sums and constants; the same columns outside the penalty; integers, which make ties.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void columnsMayDependOnEachOther(int seed) {
    Random random = new Random(seed);
    Rows rows = Rows.regression(seed, 12 + random.nextInt(40), 6);
    rows = LeastSquaresLaws.columns(rows, LassoLaws::dependent);
    Arrays.setAll(rows.labels(), i -> Math.rint(2 * random.nextGaussian()));
    int d = rows.features()[0].length;
    for (double strength : new double[] {1e-4, 0.01, 0.1}) {
      double[] factors = new double[d + 1];
      Arrays.setAll(factors, j -> j < d ? 1 - 0.25 * (j % 3) : 0);
      Penalty penalty = new Lasso(strength, factors);
      Objective objective = new Objective(new Linear(d, true), new Squared(), penalty);
      ExactRun run = ExactRun.of(objective, rows);
      assertThat(run.reason()).isEqualTo(StopReason.CONVERGED);
      assertThat(run.rank()).contains(new Rank(d, List.of(2)));
      requireOptimum(rows, run.parameters(), penalty, true);
    }
  }

  private static double[] dependent(double[] x) {
    double[] rounded = Arrays.stream(x).map(Math::rint).toArray();
    return new double[] {
      x[0],
      x[1],
      7.1,
      x[0],
      x[0] + x[1],
      rounded[2],
      rounded[3],
      rounded[2] - rounded[3],
      -x[1],
      rounded[4],
      2 * x[0],
      rounded[4] + rounded[5],
      x[2]
    };
  }

  /** What is not in the penalty gets the coefficients of least squares, and 0 where dependent. */
  @Test
  void dependentColumnsOutsideThePenaltyAreNamed() {
    Rows rows =
        LeastSquaresLaws.columns(
            Rows.regression(4, 200, 3),
            x -> new double[] {x[0], x[1], x[0] + x[1], x[2], x[0] - x[2], 3});
    Penalty penalty = new Lasso(0.1, new double[] {0, 0, 0, 1, 1, 1, 0});
    Objective objective = new Objective(new Linear(6, true), new Squared(), penalty);
    ExactRun run = ExactRun.of(objective, rows);
    assertThat(run.reason()).isEqualTo(StopReason.CONVERGED);
    assertThat(run.rank()).contains(new Rank(6, List.of(2, 5)));
    assertThat(run.parameters()[2]).isZero();
    assertThat(run.parameters()[5]).isZero();
    requireOptimum(rows, run.parameters(), penalty, true);
  }

  @Test
  void moreColumnsThanRows() {
    Rows rows = Rows.regression(4, 10, 40);
    double[] factors = new double[41];
    Arrays.fill(factors, 0, 40, 1);
    for (double strength : new double[] {1e-8, 1e-3, 0.1}) {
      Penalty penalty = new Lasso(strength, factors);
      ExactRun run = ExactRun.of(new Objective(new Linear(40, true), new Squared(), penalty), rows);
      assertThat(run.reason()).isEqualTo(StopReason.CONVERGED);
      assertThat(nonzeros(run.parameters())).isLessThanOrEqualTo(9);
      requireOptimum(rows, run.parameters(), penalty, true);
    }
  }

  /** A column's scale is the coefficient's and the factor's, and changes nothing else. */
  @Test
  void scalesDoNotMatter() {
    Rows rows = Rows.regression(4, 200, COLUMNS);
    double[] scales = {1e-60, 1, 1e60, 1e-3, 1e5, 1, 1, 1e100};
    Rows scaled =
        LeastSquaresLaws.columns(
            rows, x -> IntStream.range(0, COLUMNS).mapToDouble(j -> x[j] * scales[j]).toArray());
    double[] factors = FACTORS.clone();
    for (int j = 0; j < COLUMNS; j++) {
      factors[j] *= scales[j];
    }
    Linear network = new Linear(COLUMNS, true);
    ExactRun run =
        ExactRun.of(
            new Objective(network, new Squared(), new ElasticNet(0.2, 0.8, factors)), scaled);
    double[] expected = ExactRun.of(objective(0.2, 0.8, true), rows).parameters();
    assertThat(run.reason()).isEqualTo(StopReason.CONVERGED);
    for (int j = 0; j < COLUMNS; j++) {
      assertThat(run.parameters()[j] * scales[j]).isCloseTo(expected[j], within(1e-13));
    }
  }

  @Test
  void productsThatOverflowDiverge() {
    Rows rows = Rows.regression(4, 200, COLUMNS);
    rows.features()[7][2] = 1e200;
    ExactRun run = ExactRun.of(objective(0.1, 1, true), rows);
    assertThat(run.reason()).isEqualTo(StopReason.DIVERGED);
    assertThat(run.parameters()).containsOnly(0);
  }

  private static long nonzeros(double[] w) {
    return Arrays.stream(w, 0, w.length - 1).filter(v -> v != 0).count();
  }

  private static Objective objective(double strength, double mixing, boolean intercept) {
    double[] factors = Arrays.copyOf(FACTORS, intercept ? COLUMNS + 1 : COLUMNS);
    Penalty penalty = new ElasticNet(strength, mixing, factors);
    return new Objective(new Linear(COLUMNS, intercept), new Squared(), penalty);
  }
}
