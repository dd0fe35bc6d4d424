package dev.descent.jobs.spec;

import static dev.descent.jobs.spec.Jobs.bites;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RetrainReaderTest {
  private static final String RETRAIN =
      """
      retrain { when { every = 1d, or-new-rows = 10000, or-drift-psi = 0.2 }
                gates { metric = roc-auc, improve-by = 0.01, never-below = 0.75, confidence = 0.9,
                        slices-may-lose = 0.02, drift-psi-at-most = 0.25,
                        calibration-error-at-most = 0.05 } }
      """;

  static final String FULL =
      Jobs.logistic("data.split { test = 0.2 }, evaluation.slices = [region]", RETRAIN);

  private static String gates(String gates) {
    return "data.split.test = 0.2, evaluation.slices = [a], retrain.gates { " + gates + " }";
  }

  @Test
  void readsEveryKey() {
    assertThat(Jobs.parse(FULL).retrain())
        .contains(
            new RetrainSpec(
                new DueSpec(
                    Optional.of(Duration.ofDays(1)),
                    OptionalInt.of(10_000),
                    OptionalDouble.of(0.2)),
                new GatesSpec(
                    GateMetric.ROC_AUC,
                    0.01,
                    OptionalDouble.of(0.75),
                    0.9,
                    OptionalDouble.of(0.02),
                    OptionalDouble.of(0.25),
                    OptionalDouble.of(0.05)),
                Optional.empty()));
  }

  @Test
  void aMetricIsEnough() {
    assertThat(Jobs.parse(Jobs.linear(gates("metric = median-absolute-error"))).retrain())
        .contains(
            new RetrainSpec(
                new DueSpec(Optional.empty(), OptionalInt.empty(), OptionalDouble.empty()),
                new GatesSpec(
                    GateMetric.MEDIAN_ABSOLUTE_ERROR,
                    0,
                    OptionalDouble.empty(),
                    0.95,
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty()),
                Optional.empty()));
    assertThat(Jobs.parse(Jobs.linear()).retrain()).isEmpty();
  }

  static Stream<Arguments> guards() {
    String path = "retrain.gates.";
    return Stream.of(
        bites(
            gates("metric = r2"),
            path
                + "metric must be roc-auc, pr-auc, average-precision, precision, recall, f1, brier,"
                + " accuracy, balanced-accuracy, mcc, kappa or log-loss, but was \"r2\""),
        bites(
            gates("metric = roc-auc, improve-by = x"),
            path + "improve-by must be a number of any size, but was \"x\""),
        bites(
            gates("metric = roc-auc, never-below = 1e999"),
            path + "never-below must be a finite number of any size, but was 1e999"),
        bites(
            gates("metric = roc-auc, confidence = 1"),
            path + "confidence must be in (0, 1), but was 1"),
        bites(
            gates("metric = roc-auc, slices-may-lose = -1"),
            path + "slices-may-lose must be >= 0, but was -1"),
        bites(
            gates("metric = roc-auc, drift-psi-at-most = 0"),
            path + "drift-psi-at-most must be > 0, but was 0"),
        bites(
            gates("metric = roc-auc, calibration-error-at-most = 1"),
            path + "calibration-error-at-most must be in (0, 1), but was 1"),
        bites(
            gates("metric = roc-auc") + ", retrain.when.every = 1",
            "retrain.when.every must be a duration > 0 with a unit, such as 12h or 1d, but was 1"),
        bites(
            gates("metric = roc-auc") + ", retrain.when.or-new-rows = 0",
            "retrain.when.or-new-rows must be >= 1, but was 0"),
        bites(
            gates("metric = roc-auc") + ", retrain.when.or-drift-psi = 0",
            "retrain.when.or-drift-psi must be > 0, but was 0"),
        bites(
            "retrain.gates.metric = f1",
            "retrain needs test rows, which no model is trained on",
            "; give data.split.test, data.split.by { column } or data.test"),
        bites(
            "data.split { test = 0.2, stratify = label }, retrain.gates.metric = f1",
            "data.split.stratify does not go with retrain: rows change sides when others arrive",
            "; split by hash without it"),
        bites(
            "data.split.test = 0.2, evaluation.curves.bins = 9, retrain.gates.metric = f1",
            "retrain goes with evaluation.curves = exact, but that is { bins }",
            "; use exact"),
        bites(
            "data.split.test = 0.2, retrain.gates { metric = f1, slices-may-lose = 0 }",
            path + "slices-may-lose needs evaluation.slices",
            "; name columns to slice by"),
        bites("retrain = nightly", "retrain must be a section { ... }, but was \"nightly\""));
  }

  @ParameterizedTest
  @MethodSource("guards")
  void everyGuardBitesWithOneLine(String line, String message) {
    assertThat(Jobs.errors(Jobs.logistic(line))).containsExactly(message);
  }

  @Test
  void aMetricIsRequired() {
    assertThat(Jobs.errors(Jobs.softmax("data.split.test = 0.2, retrain.gates {}")))
        .containsExactly(
            "retrain.gates.metric is required (conf/churn.conf); give accuracy,"
                + " balanced-accuracy, mcc, kappa, log-loss, top2 or macro-roc-auc");
  }

  @Test
  void probabilitiesOfTwoClassesAreCalibrated() {
    String line = gates("metric = rmse, calibration-error-at-most = 0.05");
    String path = "retrain.gates.calibration-error-at-most";
    assertThat(Jobs.errors(Jobs.linear(line)))
        .singleElement()
        .asString()
        .startsWith(path + " goes with model.type = logistic, but model.type is linear (")
        .endsWith("; remove it");
    assertThat(Jobs.errors(Jobs.softmax(line.replace("rmse", "accuracy"))))
        .singleElement()
        .asString()
        .startsWith(path + " goes with model.type = logistic, but model.type is softmax (");
  }

  @Test
  void existingScoresAreNotRetrained() {
    assertThat(Jobs.errors(Jobs.logistic("data.score = p, retrain.gates.metric = f1")))
        .containsExactly(
            "retrain goes with a model, not with data.score (conf/churn.conf: 4); remove it");
  }

  @Test
  void lossesGainByGettingLess() {
    assertThat(GateMetric.LOG_LOSS.gain(0.25, 0.75)).isEqualTo(0.5);
    assertThat(GateMetric.ROC_AUC.gain(0.25, 0.75)).isEqualTo(-0.5);
  }

  private static void refused(String message, ThrowingCallable make) {
    assertThatIllegalArgumentException().isThrownBy(make).withMessage(message);
  }

  private static GatesSpec gates(
      double confidence, OptionalDouble lose, OptionalDouble drift, OptionalDouble error) {
    return new GatesSpec(GateMetric.MSE, 0, OptionalDouble.empty(), confidence, lose, drift, error);
  }

  @Test
  void recordsAreWithinTheirBounds() {
    OptionalDouble none = OptionalDouble.empty();
    refused(
        "retrain.when.every must be > 0, but was PT0S",
        () -> new DueSpec(Optional.of(Duration.ZERO), OptionalInt.empty(), none));
    refused(
        "retrain.when.or-new-rows must be >= 1, but was 0",
        () -> new DueSpec(Optional.empty(), OptionalInt.of(0), none));
    refused(
        "retrain.when.or-drift-psi must be a finite number > 0, but was -1.0",
        () -> new DueSpec(Optional.empty(), OptionalInt.empty(), OptionalDouble.of(-1)));
    refused(
        "retrain.gates.confidence must be a finite number in (0, 1), but was 1.0",
        () -> gates(1, none, none, none));
    refused(
        "retrain.gates.slices-may-lose must be a finite number >= 0, but was -1.0",
        () -> gates(0.5, OptionalDouble.of(-1), none, none));
    refused(
        "retrain.gates.drift-psi-at-most must be a finite number > 0, but was 0.0",
        () -> gates(0.5, none, OptionalDouble.of(0), none));
    refused(
        "retrain.gates.calibration-error-at-most must be a finite number in (0, 1), but was 1.0",
        () -> gates(0.5, none, none, OptionalDouble.of(1)));
  }
}
