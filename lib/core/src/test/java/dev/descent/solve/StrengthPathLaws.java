package dev.descent.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.data.Precision;
import dev.descent.loss.Squared;
import dev.descent.network.Linear;
import dev.descent.objective.Gram;
import dev.descent.objective.GramSource;
import dev.descent.objective.GramSum;
import dev.descent.objective.LocalGram;
import dev.descent.objective.LocalRisk;
import dev.descent.objective.Objective;
import dev.descent.objective.Regression;
import dev.descent.objective.RememberedGram;
import dev.descent.objective.Risk;
import dev.descent.penalty.ElasticNet;
import dev.descent.penalty.Penalty;
import dev.descent.sample.Counted;
import dev.descent.sample.ExactRun;
import dev.descent.sample.Rows;
import dev.descent.solve.StrengthPath.Entry;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for a path of strengths. */
class StrengthPathLaws {
  private static final int COLUMNS = 8;
  private static final double[] STRENGTHS = {2, 0.5, 0.1, 0.02, 1e-3, 1e-5};
  private static final Rows TRAIN = Rows.regression(4, 60, COLUMNS);
  private static final Rows VALIDATION = Rows.regression(5, 40, COLUMNS);

  static Stream<Arguments> kinds() {
    return Stream.of(0.0, 0.5, 1.0)
        .flatMap(mixing -> Stream.of(true, false).map(i -> Arguments.of(mixing, i)));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyEntryIsTheOptimumOfItsStrength(double mixing, boolean intercept) {
    Regression shape = new Regression(COLUMNS, intercept);
    StrengthPath path = path(shape, mixing, Optional.of(VALIDATION));
    assertThat(path.entries().stream().mapToDouble(Entry::strength).toArray()).isEqualTo(STRENGTHS);
    for (Entry entry : path.entries()) {
      Penalty penalty = penalty(shape, mixing, entry.strength());
      Objective objective = new Objective(new Linear(COLUMNS, intercept), new Squared(), penalty);
      ExactRun run = ExactRun.of(objective, TRAIN);
      double[] w = entry.parameters();
      assertThat(w).usingComparatorWithPrecision(1e-13).containsExactly(run.parameters());
      assertThat(entry.nonzeros())
          .isEqualTo((int) Arrays.stream(run.parameters(), 0, COLUMNS).filter(v -> v != 0).count());
      assertThat(entry.objective()).isCloseTo(run.last().last().objective(), within(1e-13));
      assertThat(entry.loss()).isCloseTo(loss(objective, TRAIN, w), within(1e-13));
      assertThat(entry.validationLoss()).isCloseTo(loss(objective, VALIDATION, w), within(1e-13));
    }
  }

  private static double loss(Objective objective, Rows rows, double[] w) {
    Risk risk = new LocalRisk(objective, rows.tiles());
    return risk.at(w, risk.all()).meanLoss();
  }

  /** The strength before decides where to look first, and no bit of the result. */
  @ParameterizedTest
  @MethodSource("kinds")
  void strengthsBeforeChangeNoBit(double mixing, boolean intercept) {
    Regression shape = new Regression(COLUMNS, intercept);
    Grams grams = grams(shape, Optional.empty());
    List<Entry> warm = path(shape, mixing, Optional.empty()).entries();
    for (Entry entry : warm) {
      StrengthPath alone =
          StrengthPath.of(
              shape, grams, s -> penalty(shape, mixing, s), new double[] {entry.strength()});
      assertThat(alone.entries().get(0).parameters()).containsExactly(entry.parameters());
    }
  }

  @Test
  void choosesTheLeastValidationLossAndOfEqualOnesTheFirst() {
    assertThat(chosen(3, 2, 1, 2)).isEqualTo(2);
    assertThat(chosen(3, 1, 1, 2)).isEqualTo(1);
    assertThat(chosen(1, 1, 1, 1)).isZero();
    assertThat(chosen(3, 2, 1, 0)).isEqualTo(3);
  }

  @Test
  void withoutValidationRowsChoosesTheLast() {
    StrengthPath path = path(new Regression(COLUMNS, true), 1, Optional.empty());
    assertThat(path.entries()).allSatisfy(entry -> assertThat(entry.validationLoss()).isNaN());
    assertThat(path.chosen()).isEqualTo(path.entries().get(STRENGTHS.length - 1));
  }

  private static int chosen(double... losses) {
    List<Entry> entries =
        Arrays.stream(losses).mapToObj(v -> new Entry(1, 1, 1, v, 0, new double[0])).toList();
    return entries.indexOf(new StrengthPath(entries).chosen());
  }

  /** Polishing the chosen one reads the rows for gradients only, and keeps its columns. */
  @Test
  void theChosenOneStartsTheExactSolver() {
    Regression shape = new Regression(COLUMNS, true);
    CountedGram counted = new CountedGram(new LocalGram(COLUMNS, TRAIN.tiles()));
    GramSource gram = new RememberedGram(counted);
    Grams grams = new Grams(gram.gram(shape), Optional.empty());
    Entry chosen =
        StrengthPath.of(shape, grams, s -> penalty(shape, 1, s), STRENGTHS).entries().get(1);
    Objective objective =
        new Objective(
            new Linear(COLUMNS, true), new Squared(), penalty(shape, 1, chosen.strength()));
    LeastSquares solver = new LeastSquares(gram, Precision.DOUBLE, 1e-10, Metric.TRAIN_LOSS);
    Counted risk = new Counted(new LocalRisk(objective, TRAIN.tiles()));
    Risks risks = new Risks(risk, Optional.empty());
    ExactRun run = ExactRun.to(solver.states(risks, objective, solver.start(chosen.parameters())));
    assertThat(run.reason()).isEqualTo(StopReason.CONVERGED);
    assertThat(run.parameters()).containsExactly(ExactRun.of(objective, TRAIN).parameters());
    assertThat(run.states().get(1).parameters()).containsExactly(chosen.parameters());
    assertThat(counted.calls).isEqualTo(1);
    assertThat(risk.calls()).isEqualTo(run.states().size());
    assertThat(gram.about(new double[COLUMNS + 1], Precision.DOUBLE)).isNotNull();
    assertThat(gram.gram(new Regression(COLUMNS, false))).isNotSameAs(gram.gram(shape));
    assertThat(counted.calls).isEqualTo(3);
  }

  private static final class CountedGram implements GramSource {
    private final GramSource source;
    private int calls;

    CountedGram(GramSource source) {
      this.source = source;
    }

    @Override
    public int columns() {
      return source.columns();
    }

    @Override
    public GramSum about(double[] shift, Precision arithmetic) {
      calls++;
      return source.about(shift, arithmetic);
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    Regression shape = new Regression(COLUMNS, true);
    Gram gram = new LocalGram(COLUMNS, TRAIN.tiles()).gram(shape);
    Rows narrow = Rows.regression(4, 60, 3);
    Optional<Gram> other =
        Optional.of(new LocalGram(3, narrow.tiles()).gram(new Regression(3, true)));
    assertThatThrownBy(() -> new Grams(gram, other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "products of 8 features of training rows do not go with those of 3 of validation rows");
    Rows broken = Rows.regression(4, 60, COLUMNS);
    broken.labels()[3] = 1e200;
    Gram infinite = new LocalGram(COLUMNS, broken.tiles()).gram(shape);
    assertThatThrownBy(() -> new Grams(infinite, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a path needs products that are finite");
    assertThatThrownBy(() -> new Grams(gram, Optional.of(infinite)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a path needs products that are finite");
    Grams grams = new Grams(gram, Optional.empty());
    assertThatThrownBy(
            () -> StrengthPath.of(shape, grams, s -> penalty(shape, 1, s), new double[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a path needs a strength at least");
    Penalty few = new ElasticNet(1, 1, new double[] {1, 1});
    assertThatThrownBy(() -> StrengthPath.of(shape, grams, s -> few, STRENGTHS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 penalty factors for 9 parameters");
  }

  private static StrengthPath path(Regression shape, double mixing, Optional<Rows> validation) {
    return StrengthPath.of(
        shape, grams(shape, validation), s -> penalty(shape, mixing, s), STRENGTHS);
  }

  private static Grams grams(Regression shape, Optional<Rows> validation) {
    return new Grams(
        new LocalGram(COLUMNS, TRAIN.tiles()).gram(shape),
        validation.map(rows -> new LocalGram(COLUMNS, rows.tiles()).gram(shape)));
  }

  private static Penalty penalty(Regression shape, double mixing, double strength) {
    double[] factors = new double[shape.parameters()];
    Arrays.fill(factors, 0, COLUMNS, 1);
    return new ElasticNet(strength, mixing, factors);
  }
}
