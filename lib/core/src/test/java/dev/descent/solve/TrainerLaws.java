package dev.descent.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.data.Precision;
import dev.descent.loss.Logistic;
import dev.descent.loss.Squared;
import dev.descent.math.Wire;
import dev.descent.network.Linear;
import dev.descent.objective.LocalRisk;
import dev.descent.objective.Objective;
import dev.descent.objective.Risk;
import dev.descent.optimize.AdaGrad;
import dev.descent.optimize.Adam;
import dev.descent.optimize.Constant;
import dev.descent.optimize.Exponential;
import dev.descent.optimize.Fista;
import dev.descent.optimize.InverseScaling;
import dev.descent.optimize.Momentum;
import dev.descent.optimize.Nesterov;
import dev.descent.optimize.Optimizer;
import dev.descent.optimize.RmsProp;
import dev.descent.optimize.Schedule;
import dev.descent.optimize.Sgd;
import dev.descent.penalty.ElasticNet;
import dev.descent.penalty.Lasso;
import dev.descent.penalty.None;
import dev.descent.penalty.Penalty;
import dev.descent.penalty.Ridge;
import dev.descent.sample.Counted;
import dev.descent.sample.NormalEquations;
import dev.descent.sample.Permitted;
import dev.descent.sample.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every way to train. */
class TrainerLaws {
  private static final int COLUMNS = 3;
  private static final Linear NETWORK = new Linear(COLUMNS, true);
  private static final double[] FACTORS = NETWORK.layout().penalized();

  /** Rates at which each one ends at the optimum of the rows below. */
  private static final Map<Class<?>, Schedule> RATES =
      Map.of(
          Sgd.class, new Constant(0.5),
          Momentum.class, new Constant(0.1),
          Nesterov.class, new Constant(0.1),
          AdaGrad.class, new Constant(0.5),
          RmsProp.class, new Exponential(0.1, 0.992),
          Adam.class, new Constant(0.02),
          Fista.class, new Constant(0.5));

  static List<Optimizer> optimizers() {
    return List.of(
        new Sgd(),
        new Momentum(0.9),
        new Nesterov(0.9),
        new AdaGrad(1e-8),
        new RmsProp(0.9, 1e-8),
        new Adam(0.9, 0.999, 1e-8),
        new Fista());
  }

  static List<Penalty> penalties() {
    return List.of(new None(), new Ridge(0.1, FACTORS));
  }

  /**
   * Those with a lasso part, and the optimizers that go with them: a prox at the rate fits a
   * direction that is the gradient, not one that is scaled or remembers others.
   */
  static Stream<Arguments> lassos() {
    return Stream.of(new Lasso(0.1, FACTORS), new ElasticNet(0.1, 0.5, FACTORS))
        .flatMap(
            penalty ->
                Stream.of(new Sgd(), new Fista())
                    .map(optimizer -> Arguments.of(optimizer, penalty)));
  }

  static Stream<Arguments> combinations() {
    return optimizers().stream().flatMap(o -> penalties().stream().map(p -> Arguments.of(o, p)));
  }

  @Test
  void everyCombinationIsHere() {
    assertThat(Permitted.classes(optimizers())).isEqualTo(Permitted.subclasses(Optimizer.class));
    List<Object> all = new ArrayList<>(penalties());
    lassos().forEach(arguments -> all.add(arguments.get()[1]));
    assertThat(Permitted.classes(all)).isEqualTo(Permitted.subclasses(Penalty.class));
    assertThat(Permitted.subclasses(Solver.class))
        .containsExactlyInAnyOrder(MiniBatchDescent.class, LeastSquares.class, Lbfgs.class);
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void endsAtTheSolutionOfTheNormalEquations(Optimizer optimizer, Penalty penalty) {
    Rows rows = Rows.regression(4, 200, COLUMNS);
    Objective objective = new Objective(NETWORK, new Squared(), penalty);
    double strength = penalty instanceof Ridge ridge ? ridge.strength() : 0;
    double[] end = end(optimizer, objective, rows).parameters();
    assertThat(end)
        .usingComparatorWithPrecision(1e-8)
        .containsExactly(NormalEquations.solution(rows, strength, FACTORS));
  }

  /**
   * The gradient of loss and ridge part is -lasso * sign(w_j) where w_j is not 0, and within
   * +-lasso where it is.
   */
  @ParameterizedTest
  @MethodSource("lassos")
  void endsWhereASubgradientVanishes(Optimizer optimizer, Penalty penalty) {
    Rows rows = Rows.regression(4, 200, COLUMNS);
    Objective objective = new Objective(NETWORK, new Squared(), penalty);
    TrainingState end = end(optimizer, objective, rows);
    LocalRisk risk = new LocalRisk(objective, rows.tiles());
    double[] w = end.parameters();
    double[] gradient = objective.evaluate(risk.at(w, risk.all()), w).gradient();
    for (int j = 0; j < w.length; j++) {
      double bound = penalty.lasso() * FACTORS[j];
      if (w[j] == 0) {
        assertThat(Math.abs(gradient[j])).isLessThanOrEqualTo(bound);
      } else {
        assertThat(gradient[j]).isCloseTo(-bound * Math.signum(w[j]), within(1e-8));
      }
    }
  }

  /** Above max_j |x_j^T (y - mean(y))| / n of centred columns nothing is left but the intercept. */
  @ParameterizedTest
  @MethodSource("lassos")
  void aboveTheCriticalStrengthOnlyTheInterceptIsLeft(Optimizer optimizer, Penalty penalty) {
    Rows raw = Rows.regression(4, 200, COLUMNS);
    Rows rows = raw.standardized(raw.standardizer());
    Objective free = new Objective(NETWORK, new Squared(), new None());
    double mean = Arrays.stream(rows.labels()).average().orElseThrow();
    double[] start = {0, 0, 0, mean};
    LocalRisk risk = new LocalRisk(free, rows.tiles());
    double[] gradient = risk.at(start, risk.all()).meanGradient();
    double critical = Arrays.stream(gradient, 0, COLUMNS).map(Math::abs).max().orElseThrow();
    double share = penalty.lasso() / 0.1;
    for (double factor : new double[] {1.001, 0.98}) {
      double strength = factor * critical / share;
      Penalty scaled =
          penalty instanceof Lasso
              ? new Lasso(strength, FACTORS)
              : new ElasticNet(strength, share, FACTORS);
      double[] end =
          end(optimizer, new Objective(NETWORK, new Squared(), scaled), rows).parameters();
      assertThat(Arrays.stream(end, 0, COLUMNS).filter(w -> w == 0).count())
          .isEqualTo(factor > 1 ? COLUMNS : COLUMNS - 1);
      assertThat(end[COLUMNS]).isCloseTo(mean, within(1e-12));
    }
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void endsWhereTheGradientOfLogisticLossVanishes(Optimizer optimizer, Penalty penalty) {
    Rows rows = Rows.classification(5, 200, COLUMNS);
    Objective objective = new Objective(NETWORK, new Logistic(), penalty);
    TrainingState end = end(optimizer, objective, rows);
    assertThat(end.last().gradientNorm()).isLessThan(1e-7);
    TrainingState other = end(new Sgd(), objective, rows);
    assertThat(end.parameters())
        .usingComparatorWithPrecision(1e-5)
        .containsExactly(other.parameters());
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void continuesFromAnyWrittenStateToTheBit(Optimizer optimizer, Penalty penalty) {
    Objective objective = new Objective(NETWORK, new Logistic(), penalty);
    Risks risks = risks(objective, Rows.classification(6, 50, COLUMNS));
    for (long batchSize : new long[] {50, 7}) {
      MiniBatchDescent descent =
          new MiniBatchDescent(
              new StepRule(optimizer, new InverseScaling(0.1, 0.5)),
              batchSize,
              9,
              Metric.TRAIN_LOSS);
      TrainingState start = descent.start(new double[COLUMNS + 1]);
      List<TrainingState> uninterrupted = states(descent.states(risks, objective, start), 26);
      byte[] expected = Wire.bytes(Wire.copy(uninterrupted.get(25), TrainingState.class));
      for (int stop = 0; stop < 25; stop++) {
        TrainingState read = Stored.copy(uninterrupted.get(stop));
        List<TrainingState> rest = states(descent.states(risks, objective, read), 25 - stop);
        TrainingState last = rest.get(rest.size() - 1);
        assertThat(Wire.bytes(Wire.copy(last, TrainingState.class))).isEqualTo(expected);
      }
      TrainingState again = Stored.copy(start);
      TrainingState last = states(descent.states(risks, objective, again), 26).get(25);
      assertThat(Wire.bytes(Wire.copy(last, TrainingState.class))).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void tilesChangeNothingButTheLastBits(int parts) {
    Objective objective = new Objective(NETWORK, new Squared(), new None());
    Rows rows = Rows.regression(4, 60, COLUMNS);
    int[] sizes = new int[parts];
    Arrays.fill(sizes, 60 / parts);
    LocalRisk risk = new LocalRisk(objective, rows.tiles(Precision.DOUBLE, sizes));
    MiniBatchDescent descent = descent(new Sgd(), 8);
    Iterator<TrainingState> states =
        descent.states(new Risks(risk, Optional.empty()), objective, descent.start(new double[4]));
    Iterator<TrainingState> whole =
        descent.states(risks(objective, rows), objective, descent.start(new double[4]));
    assertThat(states(states, 40).get(39).parameters())
        .usingComparatorWithPrecision(1e-13)
        .containsExactly(states(whole, 40).get(39).parameters());
  }

  @Test
  void fullBatchReadsTheDataOnceAStep() {
    assertThat(evaluations(50, 11)).isEqualTo(11);
    assertThat(evaluations(1000, 11)).isEqualTo(11);
  }

  /** Each step its mini-batch, and all rows at the start and after each of 2 epochs. */
  @Test
  void miniBatchesReadTheDataOnceMoreAnEpoch() {
    assertThat(evaluations(10, 11)).isEqualTo(10 + 3);
  }

  @Test
  void measuresTheStartAndEveryEpoch() {
    Objective objective = new Objective(NETWORK, new Logistic(), penalties().get(1));
    Rows rows = Rows.classification(6, 50, COLUMNS);
    MiniBatchDescent descent = descent(new Sgd(), 20);
    Risks risks = risks(objective, rows);
    List<TrainingState> states =
        states(descent.states(risks, objective, descent.start(new double[4])), 7);
    assertThat(states.stream().map(TrainingState::step)).containsExactly(0, 1, 2, 3, 4, 5, 6);
    assertThat(states.stream().map(TrainingState::endsEpoch))
        .containsExactly(true, false, false, true, false, false, true);
    assertThat(states.stream().map(TrainingState::epoch)).containsExactly(0, 0, 0, 1, 1, 1, 2);
    assertThat(states.get(0).last().loss()).isCloseTo(Math.log(2), within(1e-15));
    assertThat(states.get(0).last().rate()).isZero();
    for (int epoch : new int[] {0, 1, 2}) {
      TrainingState state = states.get(3 * epoch);
      Progress progress = state.last();
      Objective.Evaluation direct =
          objective.evaluate(
              risks.train().at(state.parameters(), risks.train().all()), state.parameters());
      assertThat(progress.epoch()).isEqualTo(epoch);
      assertThat(progress.loss()).isEqualTo(direct.loss());
      assertThat(progress.penalty()).isEqualTo(direct.penalty());
      assertThat(progress.objective()).isEqualTo(direct.value());
      Double norm = epoch == 0 ? Double.NaN : direct.gradientNorm();
      assertThat(progress.gradientNorm()).isEqualTo(norm);
      assertThat(progress.validationLoss()).isNaN();
    }
  }

  /** A rate that is too large for the rows, but not for its first epochs. */
  @Test
  void keepsTheBestParametersByTheMetric() {
    Objective objective = new Objective(NETWORK, new Squared(), new None());
    Risk train = risks(objective, Rows.regression(4, 60, COLUMNS)).train();
    Risk other = risks(objective, Rows.regression(5, 8, COLUMNS)).train();
    Risks risks = new Risks(train, Optional.of(other));
    for (Metric metric : Metric.values()) {
      MiniBatchDescent descent =
          new MiniBatchDescent(new StepRule(new Sgd(), new Constant(0.6)), 3, 1, metric);
      List<TrainingState> states =
          states(descent.states(risks, objective, descent.start(new double[4])), 201);
      TrainingState last = states.get(200);
      int best = 0;
      for (int i = 0; i < last.history().size(); i++) {
        double candidate = metric.of(last.history().get(i));
        best = candidate < metric.of(last.history().get(best)) ? i : best;
      }
      assertThat(best).isBetween(1, last.history().size() - 2);
      assertThat(last.best().epoch()).isEqualTo(best);
      assertThat(last.best().metric()).isEqualTo(metric.of(last.history().get(best)));
      assertThat(last.best().parameters()).containsExactly(states.get(20 * best).parameters());
      assertThat(last.history().get(3).validationLoss())
          .isEqualTo(other.at(states.get(60).parameters(), other.all()).meanLoss());
    }
  }

  @Test
  void validationLossNeedsValidationRows() {
    Objective objective = new Objective(NETWORK, new Squared(), new None());
    Risks risks = risks(objective, Rows.regression(4, 60, COLUMNS));
    MiniBatchDescent descent =
        new MiniBatchDescent(
            new StepRule(new Sgd(), new Constant(0.1)), 3, 1, Metric.VALIDATION_LOSS);
    TrainingState start = descent.start(new double[4]);
    assertThatThrownBy(() -> descent.states(risks, objective, start))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("need validation rows");
  }

  @ParameterizedTest
  @ValueSource(longs = {10, 60})
  void endsByItselfWhenNumbersOverflow(long batchSize) {
    Objective objective = new Objective(NETWORK, new Squared(), new None());
    Risks risks = risks(objective, Rows.regression(4, 60, COLUMNS));
    MiniBatchDescent descent =
        new MiniBatchDescent(
            new StepRule(new Sgd(), new Constant(1e30)), batchSize, 1, Metric.TRAIN_LOSS);
    Iterator<TrainingState> states = descent.states(risks, objective, descent.start(new double[4]));
    TrainingState last = states(states, 1).get(0);
    while (states.hasNext()) {
      last = states.next();
    }
    assertThat(last.step()).isBetween(1, 60);
    assertThat(last.last().objective()).isNaN();
    assertThat(StoppingRule.divergence().verdict(last.history())).contains(StopReason.DIVERGED);
    assertThat(last.best().parameters()).doesNotContain(Double.NaN);
    assertThat(last.best().metric()).isFinite();
    assertThatThrownBy(states::next).isInstanceOf(NoSuchElementException.class);
    TrainingState read = Stored.copy(last);
    assertThat(descent.states(risks, objective, read).hasNext()).isFalse();
  }

  /** But for a rule that asks for it, and a first step over all rows, which takes it. */
  @Test
  void theStartIsMeasuredWithoutItsGradient() {
    Objective objective = new Objective(NETWORK, new Logistic(), new Ridge(0.1, FACTORS));
    Risks risks = risks(objective, Rows.classification(6, 50, COLUMNS));
    double[] at = {0.1, 2, -1, 0.5};
    Risk train = risks.train();
    double norm = objective.evaluate(train.at(at, train.all()), at).gradientNorm();
    StepRule rule = new StepRule(new Sgd(), new Constant(0.05));
    for (boolean judges : new boolean[] {true, false}) {
      for (long batchSize : new long[] {5, 50}) {
        MiniBatchDescent descent =
            new MiniBatchDescent(rule, batchSize, 1, 1, Metric.TRAIN_LOSS, judges);
        Progress start = descent.states(risks, objective, descent.start(at)).next().last();
        Double expected = judges || batchSize == 50 ? norm : Double.NaN;
        assertThat(start.gradientNorm()).isEqualTo(expected);
        assertThat(start.objective()).isEqualTo(objective.value(train, at));
        assertThat(start.penalty()).isPositive();
      }
    }
  }

  private static long evaluations(long batchSize, int states) {
    Objective objective = new Objective(NETWORK, new Logistic(), new None());
    Counted counted = new Counted(risks(objective, Rows.classification(6, 50, COLUMNS)).train());
    MiniBatchDescent descent = descent(new Sgd(), batchSize);
    states(
        descent.states(
            new Risks(counted, Optional.empty()), objective, descent.start(new double[4])),
        states);
    return counted.calls();
  }

  private static MiniBatchDescent descent(Optimizer optimizer, long batchSize) {
    return new MiniBatchDescent(
        new StepRule(optimizer, new Constant(0.05)), batchSize, 1, Metric.TRAIN_LOSS);
  }

  private static Risks risks(Objective objective, Rows rows) {
    return new Risks(new LocalRisk(objective, rows.tiles()), Optional.empty());
  }

  private static TrainingState end(Optimizer optimizer, Objective objective, Rows rows) {
    Schedule schedule = Objects.requireNonNull(RATES.get(optimizer.getClass()));
    MiniBatchDescent descent =
        new MiniBatchDescent(new StepRule(optimizer, schedule), rows.count(), 1, Metric.TRAIN_LOSS);
    Iterator<TrainingState> states =
        descent.states(risks(objective, rows), objective, descent.start(new double[4]));
    return states(states, 2500).get(2499);
  }

  private static List<TrainingState> states(Iterator<TrainingState> states, int count) {
    List<TrainingState> list = new ArrayList<>();
    while (list.size() < count) {
      list.add(states.next());
    }
    return list;
  }
}
