package dev.descent.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.loss.Logistic;
import dev.descent.loss.Loss;
import dev.descent.loss.Softmax;
import dev.descent.loss.Squared;
import dev.descent.network.Linear;
import dev.descent.objective.LocalRisk;
import dev.descent.objective.Objective;
import dev.descent.objective.Risk;
import dev.descent.optimize.Constant;
import dev.descent.optimize.Fista;
import dev.descent.penalty.ElasticNet;
import dev.descent.penalty.Lasso;
import dev.descent.penalty.None;
import dev.descent.penalty.Penalty;
import dev.descent.sample.LbfgsRun;
import dev.descent.sample.Rows;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds wherever l-bfgs ends that has a lasso part. */
class OrthantLaws {
  private static final int COLUMNS = 6;

  /** An objective and rows for it. */
  record Problem(String name, Objective objective, Rows rows) {
    Risk risk() {
      return new LocalRisk(objective, rows.tiles());
    }

    double[] gradientAt(double... parameters) {
      return new Oracle(risk(), objective).at(parameters).gradient();
    }

    /** t_j, what the gradient may be at most where parameter j is 0. */
    double bound(int j) {
      return objective.penalty().lasso() * objective.penalty().factors()[j];
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Problem> problems() {
    return Stream.of(new Squared(), new Logistic(), new Softmax(3)).flatMap(OrthantLaws::of);
  }

  private static Stream<Problem> of(Loss loss) {
    Linear network = new Linear(COLUMNS, loss.outputs(), true);
    double[] factors = network.layout().penalized();
    double[] original = factors.clone();
    for (int j = 0; j < COLUMNS * loss.outputs(); j++) {
      original[j] = 1.0 / (1 + j % COLUMNS);
    }
    return Stream.of(
            new Lasso(.05, factors),
            new Lasso(.001, factors),
            new ElasticNet(.05, .5, factors),
            new Lasso(.05, original))
        .map(
            penalty ->
                new Problem(
                    loss.name() + ", " + penalty,
                    new Objective(network, loss, penalty),
                    rows(loss)));
  }

  /** Columns that are nearly sums of others; labels that fit the loss. */
  private static Rows rows(Loss loss) {
    Rows rows =
        loss instanceof Squared
            ? Rows.regression(8, 300, COLUMNS)
            : Rows.classification(8, 300, COLUMNS);
    for (int i = 0; i < rows.count(); i++) {
      double[] row = rows.features()[i];
      row[4] = row[0] + row[1] + .05 * row[4];
      row[5] = row[2] - row[3] + .2 * row[5];
      rows.labels()[i] = loss instanceof Softmax && row[1] > 1 ? 2 : rows.labels()[i];
    }
    return rows;
  }

  /**
   * The gradient of loss and ridge part is -t_j sign(w_j) where w_j is not 0, and within t_j where
   * it is.
   */
  @ParameterizedTest
  @MethodSource("problems")
  void endsWhereASubgradientVanishes(Problem problem) {
    LbfgsRun run = LbfgsRun.of(problem.objective, problem.rows, 0);
    assertThat(run.reason()).isEqualTo(StopReason.CONVERGED);
    assertThat(run.last().last().gradientNorm()).isLessThan(1e-12);
    double[] w = run.parameters();
    double[] gradient = problem.gradientAt(w);
    for (int j = 0; j < w.length; j++) {
      if (w[j] == 0) {
        assertThat(Math.abs(gradient[j])).isLessThanOrEqualTo(problem.bound(j));
      } else {
        assertThat(gradient[j]).isCloseTo(-problem.bound(j) * Math.signum(w[j]), within(1e-12));
      }
    }
  }

  /** The default tolerance, the objective's error, the zeros, and the passes that it takes. */
  @ParameterizedTest
  @MethodSource("problems")
  void convergesToItsToleranceWithExactZeros(Problem problem) {
    LbfgsRun best = LbfgsRun.of(problem.objective, problem.rows, 0);
    LbfgsRun run = LbfgsRun.of(problem.objective, problem.rows, 1e-10);
    assertThat(run.reason()).isEqualTo(StopReason.CONVERGED);
    assertThat(run.objective()).isCloseTo(best.objective(), within(1e-9 * best.objective()));
    for (int j = 0; j < best.parameters().length; j++) {
      assertThat(run.parameters()[j] == 0).isEqualTo(best.parameters()[j] == 0);
    }
    assertThat(run.passes()).isLessThanOrEqualTo(260);
  }

  @ParameterizedTest
  @MethodSource("problems")
  void endsWhereFistaEnds(Problem problem) {
    LbfgsRun run = LbfgsRun.of(problem.objective, problem.rows, 0);
    StepRule rule = new StepRule(new Fista(), new Constant(.2));
    MiniBatchDescent descent =
        new MiniBatchDescent(rule, problem.rows.count(), 1, Metric.TRAIN_LOSS);
    TrainingState state = descent.start(new double[run.parameters().length]);
    States states =
        descent.states(new Risks(problem.risk(), Optional.empty()), problem.objective, state);
    while (state.step() < 3000) {
      state = states.next();
    }
    double objective = state.last().objective();
    assertThat(run.objective()).isBetween(objective * (1 - 3e-6), objective * (1 + 1e-14));
  }

  /** From far away, in an orthant that is not the optimum's. */
  @ParameterizedTest
  @MethodSource("problems")
  void endsAtTheSameOptimumFromAnyStart(Problem problem) {
    LbfgsRun best = LbfgsRun.of(problem.objective, problem.rows, 0);
    double[] w = best.parameters();
    double[] start = new double[w.length];
    for (int j = 0; j < start.length; j++) {
      start[j] = w[j] > 0 ? -3 : 2;
    }
    LbfgsRun run = LbfgsRun.of(problem.objective, problem.rows.tiles(), 0, start);
    assertThat(run.reason()).isEqualTo(StopReason.CONVERGED);
    assertThat(run.objective()).isCloseTo(best.objective(), within(1e-14 * best.objective()));
    assertThat(coefficients(problem, run.parameters()))
        .usingComparatorWithPrecision(1e-9)
        .containsExactly(coefficients(problem, w));
  }

  /** Without the intercepts, which softmax knows but for a common summand. */
  private static double[] coefficients(Problem problem, double[] parameters) {
    int outputs = problem.objective.network().outputs();
    return Arrays.copyOf(parameters, COLUMNS * outputs);
  }

  /** Above max_j |x_j^T (y - mean(y))| / n of centred columns nothing is left but the intercept. */
  @ParameterizedTest
  @ValueSource(doubles = {0.999, 1.001, 1000})
  void aboveTheCriticalStrengthOnlyTheInterceptIsLeft(double factor) {
    Rows raw = Rows.regression(4, 200, COLUMNS);
    Rows rows = raw.standardized(raw.standardizer());
    Linear network = new Linear(COLUMNS, true);
    Problem free = new Problem("free", new Objective(network, new Squared(), new None()), rows);
    double mean = Arrays.stream(rows.labels()).average().orElseThrow();
    double[] gradient = free.gradientAt(0, 0, 0, 0, 0, 0, mean);
    double critical = Arrays.stream(gradient, 0, COLUMNS).map(Math::abs).max().orElseThrow();
    Penalty penalty = new Lasso(factor * critical, network.layout().penalized());
    Objective objective = new Objective(network, new Squared(), penalty);
    for (double[] start : new double[][] {new double[7], {1, -1, 1, -1, 1, -1, 5}}) {
      LbfgsRun run = LbfgsRun.of(objective, rows.tiles(), 0, start);
      assertThat(run.reason()).isEqualTo(StopReason.CONVERGED);
      double[] end = run.parameters();
      assertThat(Arrays.stream(end, 0, COLUMNS).filter(w -> w == 0).count())
          .isEqualTo(factor > 1 ? COLUMNS : COLUMNS - 1);
      assertThat(end[COLUMNS]).isCloseTo(mean, within(1e-12));
    }
  }

  /** A direction along which a parameter would change its sign, and one that stays at 0. */
  @Test
  void staysInTheOrthant() {
    Problem problem = problems().findFirst().orElseThrow();
    Oracle oracle = new Oracle(problem.risk(), problem.objective);
    OrthantSearch search = OrthantSearch.of(oracle, problem.objective.penalty(), COLUMNS + 1);
    Point from = oracle.at(new double[] {.01, -.01, 0, 0, 0, 0, .01});
    double[] gradient = search.gradient(from);
    assertThat(gradient[COLUMNS]).isEqualTo(from.gradient()[COLUMNS]);
    double[] direction = new double[COLUMNS + 1];
    for (int j = 0; j <= COLUMNS; j++) {
      direction[j] = -gradient[j];
    }
    direction[0] = -.02;
    Departure departure = new Departure(from, gradient, direction);
    double[] to = search.move(departure, 1).orElseThrow().to().parameters();
    assertThat(to[0]).isZero();
    for (int j = 0; j < COLUMNS; j++) {
      double sign = from.parameters()[j] == 0 ? -gradient[j] : from.parameters()[j];
      assertThat(to[j] * sign).isGreaterThanOrEqualTo(0);
    }
  }
}
