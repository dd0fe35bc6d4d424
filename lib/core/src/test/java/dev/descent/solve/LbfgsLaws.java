package dev.descent.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.loss.Logistic;
import dev.descent.loss.Softmax;
import dev.descent.loss.Squared;
import dev.descent.math.Wire;
import dev.descent.network.Activation;
import dev.descent.network.Linear;
import dev.descent.network.Mlp;
import dev.descent.objective.LocalRisk;
import dev.descent.objective.LossGradient;
import dev.descent.objective.MiniBatch;
import dev.descent.objective.Objective;
import dev.descent.objective.Objective.Evaluation;
import dev.descent.objective.Risk;
import dev.descent.optimize.Constant;
import dev.descent.optimize.OptimizerState;
import dev.descent.optimize.Sgd;
import dev.descent.penalty.ElasticNet;
import dev.descent.penalty.Lasso;
import dev.descent.penalty.None;
import dev.descent.penalty.Penalty;
import dev.descent.penalty.Ridge;
import dev.descent.sample.Counted;
import dev.descent.sample.LbfgsRun;
import dev.descent.sample.NormalEquations;
import dev.descent.sample.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds wherever l-bfgs ends. */
class LbfgsLaws {
  private static final int COLUMNS = 3;
  private static final Linear NETWORK = new Linear(COLUMNS, true);
  private static final double[] FACTORS = NETWORK.layout().penalized();

  /** An objective and rows for it. */
  record Problem(String name, Objective objective, Rows rows) {
    Risks risks() {
      return new Risks(new LocalRisk(objective, rows.tiles()), Optional.empty());
    }

    double[] start() {
      return objective.network().start(1);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Problem> squared() {
    Rows rows = Rows.regression(4, 200, COLUMNS);
    return Stream.of(
        new Problem("squared", new Objective(NETWORK, new Squared(), new None()), rows),
        new Problem("ridge", new Objective(NETWORK, new Squared(), new Ridge(.1, FACTORS)), rows),
        new Problem(
            "badly scaled",
            new Objective(NETWORK, new Squared(), new None()),
            scaled(rows, 1.0 / 30, 1, 30)));
  }

  static Stream<Problem> convex() {
    Rows rows = Rows.classification(5, 200, COLUMNS);
    Linear two = new Linear(COLUMNS, 2, true);
    Penalty ridge = new Ridge(.01, two.layout().penalized());
    Penalty lasso = new Lasso(.1, FACTORS);
    Penalty net = new ElasticNet(.1, .5, two.layout().penalized());
    return Stream.concat(
        squared(),
        Stream.of(
            new Problem("lasso", new Objective(NETWORK, new Squared(), lasso), rows),
            new Problem("elastic net", new Objective(two, new Softmax(2), net), rows),
            new Problem("logistic", new Objective(NETWORK, new Logistic(), new None()), rows),
            new Problem("softmax", new Objective(two, new Softmax(2), ridge), rows)));
  }

  static Stream<Problem> all() {
    Mlp mlp = new Mlp(COLUMNS, List.of(4), 2, Activation.TANH);
    Penalty penalty = new Ridge(.001, mlp.layout().penalized());
    Rows rows = Rows.classification(6, 80, COLUMNS);
    return Stream.concat(
        convex(), Stream.of(new Problem("mlp", new Objective(mlp, new Softmax(2), penalty), rows)));
  }

  /** The same rows with other units. */
  private static Rows scaled(Rows rows, double... scales) {
    double[][] features = new double[rows.count()][COLUMNS];
    for (int i = 0; i < features.length; i++) {
      for (int j = 0; j < COLUMNS; j++) {
        features[i][j] = scales[j] * rows.features()[i][j];
      }
    }
    return Rows.of(features, rows.labels());
  }

  @ParameterizedTest
  @MethodSource("squared")
  void endsAtTheSolutionOfTheNormalEquations(Problem problem) {
    double strength = problem.objective.penalty().ridge();
    double[] solution = NormalEquations.solution(problem.rows, strength, FACTORS);
    double least = at(problem, solution).value();
    LbfgsRun run = LbfgsRun.of(problem.objective, problem.rows, 1e-13);
    assertThat(run.reason()).isEqualTo(StopReason.CONVERGED);
    assertThat(run.objective()).isCloseTo(least, within(1e-12 * least));
    assertThat(run.parameters()).usingComparatorWithPrecision(1e-6).containsExactly(solution);
    assertThat(run.passes()).isLessThanOrEqualTo(20);
  }

  /**
   * There some iterations make the gradient smaller without making the objective smaller: by the
   * objective alone they would be refused.
   */
  @ParameterizedTest
  @MethodSource("convex")
  void goesOnToTheLevelOfRoundingErrors(Problem problem) {
    LbfgsRun run = LbfgsRun.of(problem.objective, problem.rows, 0);
    assertThat(run.reason()).isEqualTo(StopReason.CONVERGED);
    List<Progress> history = run.last().history();
    double first = history.get(0).gradientNorm();
    assertThat(run.last().last().gradientNorm()).isLessThan(1e-14 * first);
    long byTheGradient = 0;
    for (int i = 1; i < history.size(); i++) {
      Progress before = history.get(i - 1);
      Progress now = history.get(i);
      byTheGradient +=
          now.objective() >= before.objective() && now.gradientNorm() < before.gradientNorm()
              ? 1
              : 0;
    }
    assertThat(byTheGradient).isPositive();
  }

  /** Epochs and steps go on, and the pass that measures where it starts is an epoch. */
  @ParameterizedTest
  @MethodSource("convex")
  void goesOnAfterMiniBatchDescent(Problem problem) {
    Risks risks = problem.risks();
    StepRule rule = new StepRule(new Sgd(), new Constant(0.001));
    MiniBatchDescent descent = new MiniBatchDescent(rule, 40, 3, Metric.TRAIN_LOSS);
    States first = descent.states(risks, problem.objective, descent.start(problem.start()));
    TrainingState reached = first.next();
    while (reached.epoch() < 3) {
      reached = first.next();
    }
    Lbfgs lbfgs = new Lbfgs(1e-10, 10, Metric.TRAIN_LOSS);
    States then =
        lbfgs.states(risks, problem.objective, lbfgs.after(reached, reached.parameters()));
    TrainingState state = then.next();
    assertThat(state.step()).isEqualTo(reached.step());
    assertThat(state.last().objective()).isEqualTo(reached.last().objective());
    while (then.hasNext()) {
      state = then.next();
    }
    assertThat(then.ended()).contains(StopReason.CONVERGED);
    double least = LbfgsRun.of(problem.objective, problem.rows, 1e-13).objective();
    assertThat(state.last().objective()).isCloseTo(least, within(1e-9 * least));
    List<Progress> history = state.history();
    for (int epoch = 0; epoch < history.size(); epoch++) {
      assertThat(history.get(epoch).epoch()).isEqualTo(epoch);
    }
    assertThat(state.step()).isEqualTo(reached.step() + history.size() - 5);
  }

  /** From every state, the last one included; memory is short enough to forget pairs. */
  @ParameterizedTest
  @MethodSource("all")
  void continuesFromAnyWrittenStateToTheBit(Problem problem) {
    Lbfgs lbfgs = new Lbfgs(1e-12, 3, Metric.TRAIN_LOSS);
    Counted counted = new Counted(problem.risks().train());
    Risks risks = new Risks(counted, Optional.empty());
    States states = lbfgs.states(risks, problem.objective, Stored.copy(start(problem)));
    List<TrainingState> uninterrupted = new ArrayList<>();
    List<Long> passes = new ArrayList<>();
    while (states.hasNext() && uninterrupted.size() < 400) {
      uninterrupted.add(states.next());
      passes.add(counted.calls());
    }
    assertThat(states.ended()).contains(StopReason.CONVERGED);
    assertThat(uninterrupted.size()).isGreaterThan(6);
    TrainingState last = uninterrupted.get(uninterrupted.size() - 1);
    byte[] expected = Wire.bytes(Wire.copy(last, TrainingState.class));
    for (int stop = 0; stop < uninterrupted.size() - 1; stop++) {
      TrainingState read = Stored.copy(uninterrupted.get(stop));
      Counted again = new Counted(problem.risks().train());
      LbfgsRun rest =
          LbfgsRun.to(
              lbfgs.states(new Risks(again, Optional.empty()), problem.objective, read), again);
      assertThat(Wire.bytes(Wire.copy(rest.last(), TrainingState.class))).isEqualTo(expected);
      assertThat(rest.reason()).isEqualTo(StopReason.CONVERGED);
      assertThat(rest.passes()).isEqualTo(counted.calls() - passes.get(stop));
    }
    States none = lbfgs.states(risks, problem.objective, Stored.copy(last));
    assertThat(none.hasNext()).isFalse();
    assertThat(none.ended()).contains(StopReason.CONVERGED);
  }

  @ParameterizedTest
  @MethodSource("all")
  void measuresEveryIterationAsAnEpoch(Problem problem) {
    LbfgsRun run = LbfgsRun.of(problem.objective, problem.rows, 1e-10);
    for (int i = 0; i < run.states().size(); i++) {
      TrainingState state = run.states().get(i);
      Evaluation direct = at(problem, state.parameters());
      Progress progress = state.last();
      assertThat(state.endsEpoch()).isTrue();
      assertThat(state.step()).isEqualTo(i);
      assertThat(state.epoch()).isEqualTo(i);
      assertThat(state.history()).hasSize(i + 1);
      assertThat(progress.objective()).isEqualTo(direct.value());
      assertThat(progress.loss()).isEqualTo(direct.loss());
      assertThat(progress.penalty()).isEqualTo(direct.penalty());
      assertThat(progress.gradientNorm())
          .isEqualTo(subgradientNorm(problem, state.parameters(), direct.gradient()));
      assertThat(progress.rate())
          .satisfies(rate -> assertThat(rate > 0).isEqualTo(state.step() > 0));
      assertThat(progress.validationLoss()).isNaN();
    }
  }

  @Test
  void keepsTheBestParametersByTheMetric() {
    Mlp mlp = new Mlp(COLUMNS, List.of(6), 2, Activation.TANH);
    Objective objective = new Objective(mlp, new Softmax(2), new None());
    Risk train = new LocalRisk(objective, Rows.classification(6, 60, COLUMNS).tiles());
    Risk other = new LocalRisk(objective, Rows.classification(7, 60, COLUMNS).tiles());
    Lbfgs lbfgs = new Lbfgs(1e-6, 10, Metric.VALIDATION_LOSS);
    States states =
        lbfgs.states(new Risks(train, Optional.of(other)), objective, lbfgs.start(mlp.start(1)));
    List<TrainingState> all = new ArrayList<>();
    while (all.size() < 60) {
      all.add(states.next());
    }
    TrainingState last = all.get(59);
    int best = 0;
    for (int i = 0; i < all.size(); i++) {
      double validationLoss = last.history().get(i).validationLoss();
      assertThat(validationLoss)
          .isEqualTo(other.at(all.get(i).parameters(), other.all()).meanLoss());
      best = validationLoss < last.history().get(best).validationLoss() ? i : best;
    }
    assertThat(best).isBetween(1, 58);
    assertThat(last.best().epoch()).isEqualTo(best);
    assertThat(last.best().parameters()).containsExactly(all.get(best).parameters());
  }

  @Test
  void validationLossNeedsValidationRows() {
    Problem problem = squared().findFirst().orElseThrow();
    Lbfgs lbfgs = new Lbfgs(1e-6, 10, Metric.VALIDATION_LOSS);
    assertThatThrownBy(() -> lbfgs.states(problem.risks(), problem.objective, start(problem)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("need validation rows");
  }

  /** A gradient of zeros, where there is no direction. */
  @Test
  void endsAtOnceWhereTheGradientVanishes() {
    Objective objective = new Objective(NETWORK, new Squared(), new None());
    Rows rows = Rows.regression(4, 20, COLUMNS);
    Rows silent = Rows.of(rows.features(), new double[20]);
    LbfgsRun run = LbfgsRun.of(objective, silent, 0);
    assertThat(run.reason()).isEqualTo(StopReason.CONVERGED);
    assertThat(run.passes()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("all")
  void startsAtTheOptimumAndFindsItIsThere(Problem problem) {
    double[] optimum = LbfgsRun.of(problem.objective, problem.rows, 0).parameters();
    LbfgsRun run = LbfgsRun.of(problem.objective, problem.rows.tiles(), 1e-10, optimum);
    assertThat(run.reason()).isEqualTo(StopReason.CONVERGED);
    assertThat(run.passes()).isLessThanOrEqualTo(24);
    double least = at(problem, optimum).value();
    assertThat(run.objective()).isCloseTo(least, within(1e-14 * least));
  }

  /** Labels that the features give exactly: the objective falls to the rounding errors of 0. */
  @Test
  void convergesWhereNothingIsLeft() {
    Rows rows = Rows.regression(4, 50, COLUMNS);
    double[] labels = new double[50];
    for (int i = 0; i < 50; i++) {
      labels[i] = NETWORK.score(rows.features()[i], new double[] {1, -2, 3, 4});
    }
    Objective objective = new Objective(NETWORK, new Squared(), new None());
    LbfgsRun run = LbfgsRun.of(objective, Rows.of(rows.features(), labels), 1e-10);
    assertThat(run.reason()).isEqualTo(StopReason.CONVERGED);
    assertThat(run.objective()).isLessThan(1e-24);
    assertThat(run.passes()).isLessThanOrEqualTo(16);
  }

  /** Classes that planes divide: the objective falls to where no step makes it smaller. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void convergesWhereClassesAreDivided(int outputs) {
    Rows rows = Rows.classification(5, 200, COLUMNS);
    double[] labels = new double[200];
    for (int i = 0; i < 200; i++) {
      double x = rows.features()[i][0];
      labels[i] = x > 0.5 && outputs == 3 ? 2 : x > 0 ? 1 : 0;
    }
    Linear network = new Linear(COLUMNS, outputs, true);
    Objective objective =
        new Objective(network, outputs == 1 ? new Logistic() : new Softmax(outputs), new None());
    LbfgsRun run = LbfgsRun.of(objective, Rows.of(rows.features(), labels), 1e-10);
    assertThat(run.reason()).isEqualTo(StopReason.CONVERGED);
    assertThat(run.objective()).isLessThan(1e-15);
  }

  @Test
  void divergesAtOnceWhereTheStartIsNotFinite() {
    Problem problem = squared().findFirst().orElseThrow();
    LbfgsRun run = LbfgsRun.of(problem.objective, problem.rows.tiles(), 1e-10, 1e200, 0, 0, 0);
    assertThat(run.reason()).isEqualTo(StopReason.DIVERGED);
    assertThat(run.states()).hasSize(1);
    assertThat(run.objective()).isNaN();
    assertThat(run.last().best().metric()).isInfinite();
    Lbfgs lbfgs = new Lbfgs(1e-10, 10, Metric.TRAIN_LOSS);
    States states = lbfgs.states(problem.risks(), problem.objective, run.last());
    assertThat(states.hasNext()).isFalse();
    assertThat(states.ended()).contains(StopReason.DIVERGED);
    assertThatThrownBy(states::next).isInstanceOf(NoSuchElementException.class);
  }

  /** The first step is of length 1, the optimum nearer than that. */
  @Test
  void stepsBackFromWhatIsNotFinite() {
    Objective objective = new Objective(NETWORK, new Squared(), new None());
    Rows rows = scaled(Rows.regression(5, 200, COLUMNS), 5, 5, 5);
    double[] optimum = LbfgsRun.of(objective, rows, 1e-12).parameters();
    assertThat(Vectors.norm(optimum)).isLessThan(0.8);
    Walled walled = new Walled(objective, rows, 0.8);
    LbfgsRun run = walled.run();
    assertThat(run.reason()).isEqualTo(StopReason.CONVERGED);
    assertThat(run.parameters()).usingComparatorWithPrecision(1e-6).containsExactly(optimum);
    assertThat(walled.beyond).isPositive();
  }

  /** Where what is not finite lies between the start and the optimum. */
  @Test
  void stallsShortOfTheOptimum() {
    Objective objective = new Objective(NETWORK, new Logistic(), new None());
    Walled walled = new Walled(objective, Rows.classification(5, 200, COLUMNS), 0.8);
    LbfgsRun run = walled.run();
    assertThat(run.reason()).isEqualTo(StopReason.STALLED);
    assertThat(Vectors.norm(run.parameters())).isBetween(0.79, 0.8);
    assertThat(run.objective()).isLessThan(run.last().history().get(0).objective());
  }

  /** A risk that is not finite where the parameters have at least a norm. */
  private static final class Walled implements Risk {
    private final Objective objective;
    private final Risk inside;
    private final Risk outside;
    private final double norm;
    private int beyond;

    Walled(Objective objective, Rows rows, double norm) {
      this.objective = objective;
      this.inside = new LocalRisk(objective, rows.tiles());
      double[][] unknown = {{Double.NaN, 0, 0}};
      this.outside = new LocalRisk(objective, Rows.of(unknown, new double[] {0}).tiles());
      this.norm = norm;
    }

    LbfgsRun run() {
      Counted counted = new Counted(this);
      Lbfgs lbfgs = new Lbfgs(1e-12, 10, Metric.TRAIN_LOSS);
      TrainingState start = lbfgs.start(new double[COLUMNS + 1]);
      return LbfgsRun.to(
          lbfgs.states(new Risks(counted, Optional.empty()), objective, start), counted);
    }

    @Override
    public long rows() {
      return inside.rows();
    }

    @Override
    public LossGradient at(double[] parameters, MiniBatch batch) {
      if (Vectors.norm(parameters) < norm) {
        return inside.at(parameters, batch);
      }
      beyond++;
      return outside.at(parameters, outside.all());
    }
  }

  @Test
  void refusesStatesOfOthers() {
    Problem problem = squared().findFirst().orElseThrow();
    Lbfgs lbfgs = new Lbfgs(1e-10, 10, Metric.TRAIN_LOSS);
    for (double[][] slots : new double[][][] {new double[2][4], new double[3][5]}) {
      TrainingState state = TrainingState.start(new double[4], new OptimizerState(1, slots));
      assertThatThrownBy(() -> lbfgs.states(problem.risks(), problem.objective, state))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("has " + slots.length + " vectors");
    }
  }

  @Test
  void refusesTolerancesAndMemoriesOutOfBounds() {
    for (double tolerance : new double[] {-1e-10, 1, Double.NaN}) {
      assertThatThrownBy(() -> new Lbfgs(tolerance, 10, Metric.TRAIN_LOSS))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("tolerance must be in [0, 1), but was " + tolerance);
    }
    assertThatThrownBy(() -> new Lbfgs(0, 0, Metric.TRAIN_LOSS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("memory must be >= 1 pairs, but was 0");
  }

  @Test
  void remembersFewerPairsOfMoreParameters() {
    assertThat(Lbfgs.memoryFor(3)).isEqualTo(40);
    assertThat(Lbfgs.memoryFor(26_506)).isEqualTo(39);
    assertThat(Lbfgs.memoryFor(1 << 20)).isEqualTo(10);
  }

  private static TrainingState start(Problem problem) {
    return new Lbfgs(0, 1, Metric.TRAIN_LOSS).start(problem.start());
  }

  /** Of the subgradient of least norm; without a lasso part that is the gradient. */
  private static double subgradientNorm(Problem problem, double[] w, double[] gradient) {
    Penalty penalty = problem.objective.penalty();
    double[] least = new double[w.length];
    for (int j = 0; j < w.length; j++) {
      double bound = penalty.hasLassoPart() ? penalty.lasso() * penalty.factors()[j] : 0;
      least[j] =
          w[j] == 0
              ? Math.max(Math.abs(gradient[j]) - bound, 0)
              : gradient[j] + bound * Math.signum(w[j]);
    }
    return Vectors.norm(least);
  }

  private static Evaluation at(Problem problem, double[] parameters) {
    return new Oracle(problem.risks().train(), problem.objective).at(parameters).evaluation();
  }
}
