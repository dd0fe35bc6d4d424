package dev.descent.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.data.Precision;
import dev.descent.data.Tile;
import dev.descent.loss.Logistic;
import dev.descent.loss.Squared;
import dev.descent.math.Wire;
import dev.descent.network.Linear;
import dev.descent.objective.GramSource;
import dev.descent.objective.GramSum;
import dev.descent.objective.LocalGram;
import dev.descent.objective.LocalRisk;
import dev.descent.objective.Objective;
import dev.descent.objective.Objective.Evaluation;
import dev.descent.optimize.OptimizerState;
import dev.descent.penalty.Lasso;
import dev.descent.penalty.None;
import dev.descent.penalty.Penalty;
import dev.descent.penalty.Ridge;
import dev.descent.sample.Counted;
import dev.descent.sample.ExactRun;
import dev.descent.sample.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for the exact solver without a lasso part. */
class LeastSquaresLaws {
  private static final int COLUMNS = 5;
  private static final double[] FACTORS = {1, 0.5, 2, 0, 1, 0};

  static Stream<Arguments> problems() {
    return Stream.of(0, 1e-6, 0.1, 100)
        .flatMap(s -> Stream.of(true, false).map(intercept -> Arguments.of(s, intercept)));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void endsAtTheSolutionOfTheNormalEquations(double strength, boolean intercept) {
    Rows rows = weighted(Rows.regression(4, 200, COLUMNS));
    Objective objective = objective(strength, intercept);
    ExactRun run = ExactRun.of(objective, rows);
    assertThat(run.reason()).isEqualTo(StopReason.CONVERGED);
    assertThat(run.rank()).contains(new Rank(COLUMNS, List.of()));
    assertThat(run.last().last().gradientNorm()).isLessThan(1e-15);
    double[] w = run.parameters();
    double[] gradient = gradient(rows, w, objective.penalty(), intercept);
    assertThat(gradient).usingComparatorWithPrecision(1e-14).containsOnly(0);
  }

  /** By the definition, row after row. */
  static double[] gradient(Rows rows, double[] w, Penalty penalty, boolean intercept) {
    double[] gradient = new double[w.length];
    double[] weights = rows.weights().length == 0 ? ones(rows.count()) : rows.weights();
    double weight = Arrays.stream(weights).sum();
    for (int i = 0; i < rows.count(); i++) {
      double[] x = Arrays.copyOf(rows.features()[i], w.length);
      if (intercept) {
        x[w.length - 1] = 1;
      }
      double residual = -rows.labels()[i];
      for (int j = 0; j < w.length; j++) {
        residual += w[j] * x[j];
      }
      for (int j = 0; j < w.length; j++) {
        gradient[j] += weights[i] * residual * x[j] / weight;
      }
    }
    penalty.addRidgeGradient(w, gradient);
    return gradient;
  }

  private static double[] ones(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Test
  void tilesAndTheirOrderOfMergingChangeNoBit() {
    Rows rows = Rows.regression(4, 200, COLUMNS);
    List<Tile> tiles = rows.tiles(Precision.DOUBLE, 50, 0, 100, 50);
    Objective objective = objective(0.1, true);
    double[] expected = ExactRun.of(objective, tiles).parameters();
    LeastSquares solver =
        ExactRun.solver(objective, List.of(tiles.get(3), tiles.get(0), tiles.get(2)));
    Risks risks = new Risks(new LocalRisk(objective, tiles), Optional.empty());
    double[] found =
        ExactRun.to(solver.states(risks, objective, solver.start(new double[6]))).parameters();
    assertThat(found).containsExactly(expected);
    assertThat(ExactRun.of(objective, rows).parameters())
        .usingComparatorWithPrecision(1e-14)
        .containsExactly(expected);
  }

  /** Columns of very different scale and mean, and a label to match. */
  @Test
  void scalesDoNotMatter() {
    Rows plain = Rows.regression(4, 200, 3);
    double[] scales = {1e-60, 1, 1e60};
    double[] means = {0, 1e6, 1e61};
    Rows rows = plain.select(range(200));
    for (int i = 0; i < 200; i++) {
      double[] row = plain.features()[i].clone();
      for (int j = 0; j < 3; j++) {
        row[j] = Math.rint(row[j] * 1024) / 1024;
      }
      plain.features()[i] = row.clone();
      for (int j = 0; j < 3; j++) {
        row[j] = row[j] * scales[j] + means[j];
      }
      rows.features()[i] = row;
    }
    Objective objective = new Objective(new Linear(3, true), new Squared(), new None());
    double[] expected = ExactRun.of(objective, plain).parameters();
    ExactRun run = ExactRun.of(objective, rows);
    assertThat(run.reason()).isEqualTo(StopReason.CONVERGED);
    for (int j = 0; j < 3; j++) {
      assertThat(run.parameters()[j] * scales[j]).isCloseTo(expected[j], within(1e-9));
    }
  }

  /** A constant column, a copy, a sum of two: coefficient 0, and the fit of the others. */
  @Test
  void dependentColumnsAreNamedAndGetZero() {
    Rows independent = Rows.regression(4, 200, 3);
    Rows rows = columns(independent, x -> new double[] {x[0], 7.1, x[1], x[0], x[2], x[1] + x[2]});
    ExactRun run = ExactRun.of(new Objective(new Linear(6, true), new Squared(), new None()), rows);
    Rank rank = run.rank().orElseThrow();
    assertThat(rank.columns()).isEqualTo(6);
    assertThat(rank.rank()).isEqualTo(3);
    assertThat(rank.isFull()).isFalse();
    assertThat(rank.aliased()).hasSize(3).contains(1, 3).isSorted();
    rank.aliased().forEach(j -> assertThat(run.parameters()[j]).isZero());
    assertThat(run.reason()).isEqualTo(StopReason.CONVERGED);
    ExactRun full =
        ExactRun.of(new Objective(new Linear(3, true), new Squared(), new None()), independent);
    assertThat(full.rank().orElseThrow().isFull()).isTrue();
    assertThat(run.last().last().loss()).isCloseTo(full.last().last().loss(), within(1e-14));
    assertThat(run.last().last().gradientNorm()).isLessThan(1e-14);
  }

  /** More columns than rows: the fit is perfect. */
  @Test
  void moreColumnsThanRows() {
    Rows rows = Rows.regression(4, 10, 20);
    ExactRun run =
        ExactRun.of(new Objective(new Linear(20, true), new Squared(), new None()), rows);
    assertThat(run.rank().orElseThrow().rank()).isEqualTo(9);
    assertThat(run.reason()).isEqualTo(StopReason.CONVERGED);
    assertThat(run.last().last().loss()).isLessThan(1e-25);
  }

  /** Ridge needs no independent columns; it shares a coefficient between equal ones. */
  @Test
  void ridgeSharesBetweenEqualColumns() {
    Rows rows = columns(Rows.regression(4, 200, 1), x -> new double[] {x[0], 3, x[0]});
    double[] factors = {1, 1, 1, 0};
    ExactRun run =
        ExactRun.of(
            new Objective(new Linear(3, true), new Squared(), new Ridge(0.1, factors)), rows);
    assertThat(run.parameters()[0]).isCloseTo(run.parameters()[2], within(1e-14)).isPositive();
    assertThat(run.parameters()[1]).isZero();
    assertThat(run.rank().orElseThrow().aliased()).containsExactly(1);
  }

  @Test
  void allColumnsMayBeConstant() {
    Rows rows = columns(Rows.regression(4, 200, 1), x -> new double[] {5, 0});
    ExactRun run = ExactRun.of(new Objective(new Linear(2, true), new Squared(), new None()), rows);
    assertThat(run.parameters()[0]).isZero();
    assertThat(run.parameters()[1]).isZero();
    assertThat(run.parameters()[2])
        .isCloseTo(Arrays.stream(rows.labels()).average().orElseThrow(), within(1e-14));
    assertThat(run.rank()).contains(new Rank(2, List.of(0, 1)));
    assertThat(run.reason()).isEqualTo(StopReason.CONVERGED);
    ExactRun without =
        ExactRun.of(new Objective(new Linear(2, false), new Squared(), new None()), rows);
    assertThat(without.rank()).contains(new Rank(2, List.of(1)));
    assertThat(without.parameters()[0]).isCloseTo(run.parameters()[2] / 5, within(1e-14));
  }

  @Test
  void constantLabelsConverge() {
    for (double label : new double[] {0, 0.1, 1e9}) {
      Rows rows = Rows.regression(4, 200, COLUMNS);
      Arrays.fill(rows.labels(), label);
      ExactRun run = ExactRun.of(objective(0, true), rows);
      assertThat(run.reason()).isEqualTo(StopReason.CONVERGED);
      assertThat(run.parameters()[COLUMNS]).isCloseTo(label, within(1e-15 * label));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-200, 1})
  void everyStateIsAPassAndHasItsMeasure(double coefficient) {
    Rows rows = Rows.regression(4, 200, COLUMNS);
    Objective objective = objective(0.1, true);
    LeastSquares solver = ExactRun.solver(objective, rows.tiles());
    Counted counted = new Counted(new LocalRisk(objective, rows.tiles()));
    Risks risks = new Risks(counted, Optional.empty());
    double[] from = {coefficient, 0, 0, 0, 0, 0};
    List<TrainingState> states =
        ExactRun.to(solver.states(risks, objective, solver.start(from))).states();
    assertThat(states).hasSizeBetween(2, 5);
    assertThat(counted.calls()).isEqualTo(coefficient == 0 ? states.size() - 1 : states.size());
    LocalRisk risk = new LocalRisk(objective, rows.tiles());
    for (int i = 0; i < states.size(); i++) {
      TrainingState state = states.get(i);
      Objective.Evaluation direct =
          objective.evaluate(risk.at(state.parameters(), risk.all()), state.parameters());
      double rounding = i == 0 && coefficient == 0 ? 1e-14 : 0;
      assertThat(state.step()).isEqualTo(i);
      assertThat(state.endsEpoch()).isTrue();
      assertThat(state.epoch()).isEqualTo(i);
      assertThat(state.history()).hasSize(i + 1);
      assertThat(state.last().objective()).isCloseTo(direct.value(), within(rounding));
      assertThat(state.last().gradientNorm()).isCloseTo(direct.gradientNorm(), within(rounding));
    }
    assertThat(states.get(0).parameters()).isEqualTo(from);
  }

  /** By products about the means, about means that are far from zero, and about zero. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theStartAtZeroIsMeasuredByTheProducts(boolean intercept) {
    for (double mean : new double[] {0, 0.5, 1e3}) {
      Rows rows =
          weighted(
              columns(
                  Rows.regression(4, 200, COLUMNS),
                  x -> DoubleStream.of(x).map(v -> v + mean).toArray()));
      Objective objective = objective(0.1, intercept);
      TrainingState start = ExactRun.of(objective, rows).states().get(0);
      double[] expected = gradient(rows, start.parameters(), objective.penalty(), intercept);
      assertThat(start.optimizer().slots()[0])
          .usingComparatorWithPrecision(1e-14 * (1 + mean))
          .containsExactly(expected);
    }
  }

  /** Of which the loss is not rounded, and the gradient is. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theStartAtZeroIsMeasuredByProductsInSinglePrecisionToo(boolean areWeighted) {
    Rows rows = Rows.regression(4, 200, COLUMNS);
    rows = areWeighted ? weighted(rows) : rows;
    Objective objective = objective(0.1, true);
    TrainingState start =
        inSingle(objective, rows, new LocalGram(COLUMNS, rows.tiles())).states().get(0);
    LocalRisk risk = new LocalRisk(objective, rows.tiles());
    Evaluation expected = objective.evaluate(risk.at(new double[6], risk.all()), new double[6]);
    assertThat(start.last().loss()).isCloseTo(expected.loss(), within(1e-14));
    assertThat(start.optimizer().slots()[0])
        .usingComparatorWithPrecision(1e-6)
        .containsExactly(expected.gradient());
  }

  /** What is lost in the noise of the labels, and is not where they have next to none. */
  @Test
  void correctionsThatNoDigitOfTheResidualsShowsAreNotMade() {
    Rows rows = Rows.regression(4, 200, COLUMNS);
    assertThat(ExactRun.of(objective(0, true), rows).states()).hasSize(2);
    ExactRun clear = ExactRun.of(objective(0, true), clear(rows));
    assertThat(clear.states()).hasSizeGreaterThan(2);
    assertThat(clear.reason()).isEqualTo(StopReason.CONVERGED);
  }

  /** With labels that are sums of features but for a billionth. */
  private static Rows clear(Rows rows) {
    double[] labels = rows.labels().clone();
    for (int i = 0; i < rows.count(); i++) {
      double[] x = rows.features()[i];
      labels[i] = x[0] - 0.3 * x[1] + 0.7 + 1e-9 * labels[i];
    }
    return new Rows(rows.features(), labels, rows.weights());
  }

  @Test
  void continuesFromAnyWrittenStateToTheBit() {
    Rows rows = clear(Rows.regression(4, 200, COLUMNS));
    Objective objective = objective(0, true);
    LeastSquares solver = ExactRun.solver(objective, rows.tiles());
    Risks risks = new Risks(new LocalRisk(objective, rows.tiles()), Optional.empty());
    ExactRun uninterrupted = ExactRun.of(objective, rows);
    byte[] expected = Wire.bytes(Wire.copy(uninterrupted.last(), TrainingState.class));
    int count = uninterrupted.states().size();
    assertThat(count).isGreaterThan(2);
    for (int stop = 0; stop < count; stop++) {
      TrainingState read = Stored.copy(uninterrupted.states().get(stop));
      LeastSquaresStates rest = solver.states(risks, objective, read);
      assertThat(rest.hasNext()).isEqualTo(stop < count - 1);
      if (rest.hasNext()) {
        ExactRun run = ExactRun.to(rest);
        assertThat(run.states()).hasSize(count - 1 - stop);
        assertThat(Wire.bytes(Wire.copy(run.last(), TrainingState.class))).isEqualTo(expected);
      }
      assertThat(rest.ended()).contains(StopReason.CONVERGED);
      assertThatThrownBy(rest::next).isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void startsAnywhere() {
    Rows rows = Rows.regression(4, 200, COLUMNS);
    Objective objective = objective(0, true);
    LeastSquares solver = ExactRun.solver(objective, rows.tiles());
    Risks risks = new Risks(new LocalRisk(objective, rows.tiles()), Optional.empty());
    double[] expected = ExactRun.of(objective, rows).parameters();
    double[] far = new Random(3).doubles(6, -1e3, 1e3).toArray();
    for (double[] start : new double[][] {far, expected}) {
      ExactRun run = ExactRun.to(solver.states(risks, objective, solver.start(start)));
      assertThat(run.states().get(0).parameters()).isEqualTo(start);
      assertThat(run.parameters()).containsExactly(expected);
    }
  }

  @Test
  void measuresValidationRows() {
    Rows rows = Rows.regression(4, 200, COLUMNS);
    Objective objective = objective(0.1, true);
    LeastSquares solver = ExactRun.solver(objective, rows.tiles());
    LocalRisk other = new LocalRisk(objective, Rows.regression(5, 50, COLUMNS).tiles());
    Risks risks = new Risks(new LocalRisk(objective, rows.tiles()), Optional.of(other));
    ExactRun run = ExactRun.to(solver.states(risks, objective, solver.start(new double[6])));
    assertThat(run.last().last().validationLoss())
        .isEqualTo(other.at(run.parameters(), other.all()).meanLoss());
    Risks without = new Risks(risks.train(), Optional.empty());
    LeastSquares byValidation =
        new LeastSquares(solver.gram(), Precision.DOUBLE, 0, Metric.VALIDATION_LOSS);
    TrainingState start = solver.start(new double[6]);
    assertThatThrownBy(() -> byValidation.states(without, objective, start))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("need validation rows");
  }

  /** float32 tiles: the products are those of the rounded features in double precision. */
  @Test
  void singlePrecisionConverges() {
    Rows rows = Rows.regression(4, 200, COLUMNS);
    ExactRun run = ExactRun.of(objective(0, true), rows.tiles(Precision.SINGLE, 100, 100));
    assertThat(run.reason()).isEqualTo(StopReason.CONVERGED);
    assertThat(run.parameters())
        .usingComparatorWithPrecision(1e-6)
        .containsExactly(ExactRun.of(objective(0, true), rows).parameters());
  }

  /** Where one or two corrections more lead. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void productsInSinglePrecisionLeadToTheSameOptimum(boolean intercept) {
    Rows rows = weighted(Rows.regression(4, 200, COLUMNS));
    Objective objective = objective(0.1, intercept);
    Asked gram = new Asked(new LocalGram(COLUMNS, rows.tiles()));
    ExactRun run = inSingle(objective, rows, gram);
    assertThat(gram.asked).containsExactly(Precision.SINGLE);
    assertThat(run.reason()).isEqualTo(StopReason.CONVERGED);
    assertThat(run.last().last().gradientNorm()).isLessThan(1e-15);
    ExactRun expected = ExactRun.of(objective, rows);
    assertThat(run.parameters())
        .usingComparatorWithPrecision(1e-14)
        .containsExactly(expected.parameters());
    assertThat(run.states()).hasSizeBetween(expected.states().size(), 6);
    assertThat(run.rank()).contains(new Rank(COLUMNS, List.of()));
  }

  static Stream<Features> notForSinglePrecision() {
    return Stream.of(
        x -> new double[] {x[0], x[1], x[2], x[0] + x[1] + 0.005 * x[3], x[4]},
        x -> new double[] {x[0], x[1], x[2], 1e-3 * x[3], x[4]},
        x -> new double[] {x[0], x[1], x[2], 7.1, x[4]},
        x -> DoubleStream.of(x).map(v -> 1e-12 * v).toArray(),
        x -> DoubleStream.of(x).map(v -> 1e25 * v).toArray());
  }

  /**
   * A column that is nearly the sum of two, one that is small beside others, a constant one, and
   * squares that float32 cannot hold: products in double precision then, with their bits.
   */
  @ParameterizedTest
  @MethodSource("notForSinglePrecision")
  void productsInSinglePrecisionAreOnlyTakenWhereTheyDo(Features features) {
    Rows rows = columns(Rows.regression(4, 200, COLUMNS), features);
    Objective objective = objective(0, true);
    Asked gram = new Asked(new LocalGram(COLUMNS, rows.tiles()));
    ExactRun run = inSingle(objective, rows, gram);
    assertThat(gram.asked).startsWith(Precision.SINGLE).contains(Precision.DOUBLE);
    ExactRun expected = ExactRun.of(objective, rows);
    assertThat(run.reason()).isEqualTo(expected.reason());
    assertThat(run.parameters()).containsExactly(expected.parameters());
  }

  /** Which coefficients are 0, and all others to the level of rounding. */
  @ParameterizedTest
  @ValueSource(doubles = {0.02, 0.1, 0.4, 10})
  void aLassoPartIsSolvedByProductsInSinglePrecision(double strength) {
    Rows rows = Rows.regression(4, 200, COLUMNS);
    double[] factors = {1, 1, 1, 1, 1, 0};
    Objective objective =
        new Objective(new Linear(COLUMNS, true), new Squared(), new Lasso(strength, factors));
    Asked gram = new Asked(new LocalGram(COLUMNS, rows.tiles()));
    ExactRun run = inSingle(objective, rows, gram);
    assertThat(gram.asked).containsExactly(Precision.SINGLE);
    assertThat(run.reason()).isEqualTo(StopReason.CONVERGED);
    double[] expected = ExactRun.of(objective, rows).parameters();
    assertThat(run.parameters()).usingComparatorWithPrecision(1e-14).containsExactly(expected);
    for (int j = 0; j < COLUMNS; j++) {
      assertThat(run.parameters()[j] == 0).isEqualTo(expected[j] == 0);
    }
  }

  /** Those that would be too inexact without a lasso part are so with one. */
  @ParameterizedTest
  @MethodSource("notForSinglePrecision")
  void aLassoPartTakesProductsInDoublePrecisionWhereOthersDo(Features features) {
    Rows rows = columns(Rows.regression(4, 200, COLUMNS), features);
    double[] factors = {1, 1, 1, 1, 1, 0};
    Objective objective =
        new Objective(new Linear(COLUMNS, true), new Squared(), new Lasso(1e-3, factors));
    Asked gram = new Asked(new LocalGram(COLUMNS, rows.tiles()));
    ExactRun run = inSingle(objective, rows, gram);
    assertThat(gram.asked).startsWith(Precision.SINGLE).contains(Precision.DOUBLE);
    assertThat(run.parameters()).containsExactly(ExactRun.of(objective, rows).parameters());
  }

  /** The state before does not say which products it was made by. */
  @Test
  void continuesToTheBitByProductsInSinglePrecision() {
    Rows rows = Rows.regression(4, 200, COLUMNS);
    Objective objective = objective(0.1, true);
    LocalGram gram = new LocalGram(COLUMNS, rows.tiles());
    LeastSquares solver = new LeastSquares(gram, Precision.SINGLE, 1e-9, Metric.TRAIN_LOSS);
    Risks risks = new Risks(new LocalRisk(objective, rows.tiles()), Optional.empty());
    ExactRun uninterrupted = ExactRun.of(objective, rows.tiles(), solver);
    for (TrainingState state : uninterrupted.states()) {
      LeastSquaresStates rest = solver.states(risks, objective, Stored.copy(state));
      double[] end = rest.hasNext() ? ExactRun.to(rest).parameters() : state.parameters();
      assertThat(end).containsExactly(uninterrupted.parameters());
    }
    TrainingState far = solver.start(new Random(3).doubles(6, -1e3, 1e3).toArray());
    assertThat(ExactRun.to(solver.states(risks, objective, far)).parameters())
        .containsExactly(uninterrupted.parameters());
  }

  private static ExactRun inSingle(Objective objective, Rows rows, GramSource gram) {
    LeastSquares solver = new LeastSquares(gram, Precision.SINGLE, 1e-9, Metric.TRAIN_LOSS);
    return ExactRun.of(objective, rows.tiles(), solver);
  }

  /** Products, and in which precision they were asked for. */
  private record Asked(GramSource source, List<Precision> asked) implements GramSource {

    Asked(GramSource source) {
      this(source, new ArrayList<>());
    }

    @Override
    public int columns() {
      return source.columns();
    }

    @Override
    public GramSum about(double[] shift, Precision arithmetic) {
      asked.add(arithmetic);
      return source.about(shift, arithmetic);
    }
  }

  /** Gradients over other rows than the products are of: corrections that lead nowhere. */
  @Test
  void saysWhenItStalls() {
    Objective objective = objective(0, true);
    Rows rows = Rows.regression(4, 200, COLUMNS);
    Rows steeper = rows.select(range(200));
    for (int i = 0; i < 200; i++) {
      steeper.features()[i] = DoubleStream.of(rows.features()[i]).map(x -> 1.6 * x).toArray();
    }
    LeastSquares solver = ExactRun.solver(objective, rows.tiles());
    Risks risks = new Risks(new LocalRisk(objective, steeper.tiles()), Optional.empty());
    ExactRun run = ExactRun.to(solver.states(risks, objective, solver.start(new double[6])));
    assertThat(run.reason()).isEqualTo(StopReason.STALLED);
    assertThat(run.states()).hasSizeLessThan(12);
  }

  @Test
  void productsThatOverflowDiverge() {
    Rows rows = Rows.regression(4, 200, COLUMNS);
    rows.features()[7][2] = 1e200;
    ExactRun run = ExactRun.of(objective(0, true), rows);
    assertThat(run.reason()).isEqualTo(StopReason.DIVERGED);
    assertThat(run.rank()).isEmpty();
    assertThat(run.states()).hasSize(1);
    assertThat(run.parameters()).containsOnly(0);
  }

  @Test
  void lossThatOverflowsDiverges() {
    Rows rows = Rows.regression(4, 200, COLUMNS);
    rows.labels()[7] = 1e200;
    ExactRun run = ExactRun.of(objective(0, true), rows);
    assertThat(run.reason()).isEqualTo(StopReason.DIVERGED);
    assertThat(run.parameters()).doesNotContain(Double.NaN);
  }

  @Test
  void refusesWhatDoesNotFit() {
    Rows rows = Rows.regression(4, 200, COLUMNS);
    GramSource gram = new LocalGram(COLUMNS, rows.tiles());
    Objective objective = objective(0, true);
    Risks risks = new Risks(new LocalRisk(objective, rows.tiles()), Optional.empty());
    LeastSquares solver = new LeastSquares(gram, Precision.DOUBLE, 0, Metric.TRAIN_LOSS);
    assertThatThrownBy(() -> new LeastSquares(gram, Precision.DOUBLE, 1, Metric.TRAIN_LOSS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tolerance must be in [0, 1), but was 1.0");
    assertThatThrownBy(() -> solver.states(risks, objective, solver.start(new double[5])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5 parameters and products of 5 features do not fit");
    TrainingState other =
        TrainingState.start(new double[6], new OptimizerState(1, new double[1][6]));
    assertThatThrownBy(() -> solver.states(risks, objective, other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("continues from its own states, of 2 vectors");
    Objective logistic = new Objective(new Linear(COLUMNS, true), new Logistic(), new None());
    assertThatThrownBy(() -> solver.states(risks, logistic, solver.start(new double[6])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("goes with a linear network of one output");
  }

  @Test
  void refusesAPenaltyOnTheIntercept() {
    Rows rows = Rows.regression(4, 200, COLUMNS);
    Ridge all = new Ridge(1, new double[] {1, 1, 1, 1, 1, 1});
    Ridge few = new Ridge(1, new double[] {1, 1});
    Linear network = new Linear(COLUMNS, true);
    assertThatThrownBy(() -> ExactRun.of(new Objective(network, new Squared(), all), rows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the intercept is never penalized, but its factor was 1.0");
    assertThatThrownBy(() -> ExactRun.of(new Objective(network, new Squared(), few), rows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 penalty factors for 6 parameters");
  }

  private static Objective objective(double strength, boolean intercept) {
    double[] factors = Arrays.copyOf(FACTORS, intercept ? COLUMNS + 1 : COLUMNS);
    Penalty penalty = strength == 0 ? new None() : new Ridge(strength, factors);
    return new Objective(new Linear(COLUMNS, intercept), new Squared(), penalty);
  }

  private static Rows weighted(Rows rows) {
    return rows.weighted(new Random(4).doubles(rows.count(), 0.5, 2).toArray());
  }

  /** Each row's features made anew. */
  interface Features {
    double[] of(double[] row);
  }

  static Rows columns(Rows rows, Features features) {
    double[][] made = Stream.of(rows.features()).map(features::of).toArray(double[][]::new);
    return new Rows(made, rows.labels(), rows.weights());
  }

  private static int[] range(int n) {
    return IntStream.range(0, n).toArray();
  }
}
