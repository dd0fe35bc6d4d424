package dev.descent.jobs.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EvaluationReaderTest {
  private static EvaluationSpec of(String evaluation, String... overrides) {
    return Jobs.parse(Jobs.logistic("evaluation { " + evaluation + " }"), overrides).evaluation();
  }

  static Stream<Arguments> thresholds() {
    return Stream.of(
        Arguments.of("threshold = 0.25", new ThresholdSpec.At(0.25)),
        Arguments.of("threshold = null", new ThresholdSpec.At(0.5)),
        Arguments.of(
            "threshold { maximize = f-beta, beta = 2 }", new ThresholdSpec.MaximizeFBeta(2)),
        Arguments.of("threshold.precision-at-least = 1", new ThresholdSpec.PrecisionAtLeast(1)),
        Arguments.of("threshold { recall-at-least = 0.8 }", new ThresholdSpec.RecallAtLeast(0.8)),
        Arguments.of(
            "threshold { cost { false-positive = 0, false-negative = 10 } }",
            new ThresholdSpec.Cost(0, 10)));
  }

  @ParameterizedTest
  @MethodSource("thresholds")
  void readsEveryThreshold(String line, ThresholdSpec threshold) {
    assertThat(of(line).threshold()).contains(threshold);
  }

  @ParameterizedTest
  @EnumSource
  void readsEveryMeasure(ThresholdSpec.Measure measure) {
    assertThat(of("threshold.maximize = " + Words.of(measure)).threshold())
        .contains(new ThresholdSpec.Maximize(measure));
  }

  @Test
  void onlyAThresholdThatNeedsNoRowsIsFixed() {
    assertThat(new ThresholdSpec.At(0.25).fixed()).hasValue(0.25);
    assertThat(new ThresholdSpec.RecallAtLeast(0.25).fixed()).isEmpty();
  }

  @Test
  void readsCurvesSlicesAndBootstrap() {
    assertThat(of("")).isEqualTo(of("curves = exact, slices = [], bootstrap = 0"));
    assertThat(of("").curves()).isEqualTo(new CurvesSpec.Exact());
    assertThat(of("").slices()).isEmpty();
    assertThat(of("").bootstrap()).isEmpty();
    assertThat(of("curves { bins = 2 }").curves()).isEqualTo(new CurvesSpec.Bins(2));
    assertThat(of("curves.bins = 1048576").curves()).isEqualTo(new CurvesSpec.Bins(1 << 20));
    assertThat(of("slices = [region, device]").slices()).containsExactly("region", "device");
    assertThat(of("bootstrap = 200").bootstrap()).contains(new BootstrapSpec(200, 0.95));
    assertThat(of("bootstrap = 100000, confidence = 0.9").bootstrap())
        .contains(new BootstrapSpec(100_000, 0.9));
  }

  @Test
  void rowsAreKeptOnlyWhereTheyAreAskedFor() {
    assertThat(of("").examples()).isEmpty();
    assertThat(of("examples {}").examples()).contains(new ExamplesSpec(500, 24));
    assertThat(of("examples.worst = 200").examples()).contains(new ExamplesSpec(500, 200));
    assertThat(of("examples { rows = 5000 }").examples()).contains(new ExamplesSpec(5000, 24));
  }

  @Test
  void rowsToKeepGoWithAModelAndHaveBounds() {
    String goes = "evaluation.examples goes with a model, but there is data.score";
    assertThat(Jobs.errors(Jobs.logistic("data.score = p, evaluation.examples {}")))
        .containsExactly(goes + Jobs.PLACE + "; remove it");
    assertThat(Jobs.errors(Jobs.linear("evaluation.examples { rows = 5001, worst = 0 }")))
        .containsExactly(
            "evaluation.examples.rows must be <= 5000, but was 5001" + Jobs.PLACE,
            "evaluation.examples.worst must be >= 1, but was 0" + Jobs.PLACE);
    assertThat(Jobs.errors(Jobs.linear("evaluation.examples = 5"))).hasSize(1);
  }

  @Test
  void aRegressionHasSlicesAndIntervals() {
    assertThat(Jobs.parse(Jobs.linear("evaluation { slices = [a], bootstrap = 9 }")).evaluation())
        .isEqualTo(
            new EvaluationSpec(
                Optional.empty(),
                new CurvesSpec.Exact(),
                List.of("a"),
                Optional.of(new BootstrapSpec(9, 0.95)),
                Optional.empty()));
  }

  static Stream<Arguments> replacements() {
    String maximize = "threshold { maximize = f-beta, beta = 2 }";
    String cost = "threshold.cost { false-positive = 1, false-negative = 10 }";
    String path = "evaluation.threshold";
    return Stream.of(
        Arguments.of(
            maximize,
            List.of(path + ".precision-at-least=0.9"),
            new ThresholdSpec.PrecisionAtLeast(0.9)),
        Arguments.of(
            maximize,
            List.of(path + ".cost.false-positive=1", path + ".cost.false-negative=0"),
            new ThresholdSpec.Cost(1, 0)),
        Arguments.of(
            maximize,
            List.of(path + ".maximize=mcc"),
            new ThresholdSpec.Maximize(ThresholdSpec.Measure.MCC)),
        Arguments.of(
            maximize, List.of(path + ".maximize=f-beta"), new ThresholdSpec.MaximizeFBeta(2)),
        Arguments.of(maximize, List.of(path + ".beta=3"), new ThresholdSpec.MaximizeFBeta(3)),
        Arguments.of(
            "threshold.maximize = f-beta",
            List.of(path + ".beta=3"),
            new ThresholdSpec.MaximizeFBeta(3)),
        Arguments.of(
            "threshold.maximize = f1",
            List.of(path + ".beta=3", path + ".maximize=f-beta"),
            new ThresholdSpec.MaximizeFBeta(3)),
        Arguments.of(
            cost, List.of(path + "={maximize=f-beta, beta=3}"), new ThresholdSpec.MaximizeFBeta(3)),
        Arguments.of(cost, List.of(path + ".cost.false-positive=5"), new ThresholdSpec.Cost(5, 10)),
        Arguments.of(
            "threshold.cost.false-positive = 1",
            List.of(path + ".cost.false-negative=5"),
            new ThresholdSpec.Cost(1, 5)),
        Arguments.of(cost, List.of(path + "=0.1"), new ThresholdSpec.At(0.1)),
        Arguments.of(
            "threshold = 0.1",
            List.of(path + ".recall-at-least=1"),
            new ThresholdSpec.RecallAtLeast(1)));
  }

  @ParameterizedTest
  @MethodSource("replacements")
  void anOverrideOfAnotherRuleLeavesNoStaleKey(
      String file, List<String> overrides, ThresholdSpec threshold) {
    assertThat(of(file, overrides.toArray(String[]::new)).threshold()).contains(threshold);
  }

  @Test
  void curvesAreReplacedAsAWhole() {
    assertThat(of("curves.bins = 9", "evaluation.curves=exact").curves())
        .isEqualTo(new CurvesSpec.Exact());
    assertThat(of("curves = exact", "evaluation.curves.bins=9").curves())
        .isEqualTo(new CurvesSpec.Bins(9));
  }
}
