package dev.descent.jobs.spec;

import static dev.descent.jobs.spec.Jobs.bites;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EvaluationGuardsTest {
  private static final String THRESHOLD = "evaluation.threshold";
  private static final String FORMS =
      THRESHOLD
          + " must be a number in [0, 1], { maximize = f1 }, { precision-at-least = 0.9 },"
          + " { recall-at-least = 0.8 } or { cost { false-positive = 1, false-negative = 10 } },"
          + " but was ";
  private static final String BETA_GOES =
      THRESHOLD
          + ".beta goes with evaluation.threshold.maximize = f-beta,"
          + " but evaluation.threshold.maximize is ";

  static Stream<Arguments> thresholds() {
    String maximize = THRESHOLD + ".maximize";
    String cost = THRESHOLD + ".cost";
    return Stream.of(
        bites("threshold = high", FORMS + "\"high\""),
        bites("threshold = [0.5]", FORMS + "[0.5]"),
        bites("threshold {}", FORMS + "{}"),
        bites("threshold = 1.5", THRESHOLD + " must be in [0, 1], but was 1.5"),
        bites("threshold = 1e999", THRESHOLD + " must be a finite number in [0, 1], but was 1e999"),
        bites(
            "threshold.maximize = f2",
            maximize
                + " must be f1, mcc, youden, accuracy, balanced-accuracy or f-beta,"
                + " but was \"f2\"",
            "; did you mean f1?"),
        bites("threshold { maximize = f1, beta = 2 }", BETA_GOES + "f1", "; remove it"),
        bites("threshold { beta = 2 }", BETA_GOES + "absent", "; remove it"),
        bites(
            "threshold { precision-at-least = 0.9, beta = 2 }",
            BETA_GOES + "absent",
            "; remove it"),
        bites(
            "threshold { maximize = f-beta, beta = 0 }",
            THRESHOLD + ".beta must be > 0, but was 0"),
        bites(
            "threshold.precision-at-least = 0",
            THRESHOLD + ".precision-at-least must be in (0, 1], but was 0"),
        bites(
            "threshold.precision-at-least = high",
            THRESHOLD + ".precision-at-least must be a number in (0, 1], but was \"high\""),
        bites(
            "threshold.recall-at-least = 1.01",
            THRESHOLD + ".recall-at-least must be in (0, 1], but was 1.01"),
        bites("threshold.cost = 3", cost + " must be a section { ... }, but was 3"),
        bites(
            "threshold.cost { false-positive = -1, false-negative = 1 }",
            cost + ".false-positive must be >= 0, but was -1"),
        bites(
            "threshold.cost { false-positive = 1, false-negative = 1e999 }",
            cost + ".false-negative must be a finite number >= 0, but was 1e999"),
        bites(
            "threshold.cost { false-positive = 0, false-negative = 0 }",
            cost + " must have a cost > 0, but was {\"false-negative\":0,\"false-positive\":0}"),
        bites(
            "threshold { maximize = f1, precision-at-least = 0.9 }",
            maximize + " and evaluation.threshold.precision-at-least exclude each other",
            "; keep one"),
        bites(
            "threshold { recall-at-least = 1, maximize = f1, cost { false-positive = 1 } }",
            maximize
                + " and evaluation.threshold.recall-at-least and evaluation.threshold.cost"
                + " exclude each other",
            "; keep one"),
        bites(
            "threshold { maximise = f1 }",
            "unknown key evaluation.threshold.maximise",
            "; did you mean evaluation.threshold.maximize?"));
  }

  static Stream<Arguments> others() {
    return Stream.of(
        bites(
            "curves = all", "evaluation.curves must be exact or { bins = 65536 }, but was \"all\""),
        bites("curves {}", "evaluation.curves must be exact or { bins = 65536 }, but was {}"),
        bites("curves.bins = 1", "evaluation.curves.bins must be >= 2, but was 1"),
        bites(
            "curves.bins = 1048577", "evaluation.curves.bins must be <= 1048576, but was 1048577"),
        bites(
            "curves.bins = many",
            "evaluation.curves.bins must be an integer >= 2, but was \"many\""),
        bites(
            "slices = region",
            "evaluation.slices must be a list of strings that are not blank, but was \"region\""),
        bites(
            "slices = [a, b, a]",
            "evaluation.slices must name each column once, but was [\"a\",\"b\",\"a\"]"),
        bites(
            "slices = [a, y]", "evaluation.slices must not name data.label, but was [\"a\",\"y\"]"),
        bites("bootstrap = -1", "evaluation.bootstrap must be >= 0, but was -1"),
        bites("bootstrap = 100001", "evaluation.bootstrap must be <= 100000, but was 100001"),
        bites("bootstrap = 1.5", "evaluation.bootstrap must be an integer >= 0, but was 1.5"),
        bites(
            "bootstrap = 9, confidence = 1", "evaluation.confidence must be in (0, 1), but was 1"),
        bites(
            "confidence = 0.9",
            "evaluation.confidence goes with evaluation.bootstrap > 0",
            "; remove it, or give the number of replicates"),
        bites(
            "bootstrap = 0, confidence = 0.9",
            "evaluation.confidence goes with evaluation.bootstrap > 0",
            "; remove it, or give the number of replicates"),
        bites("bootstrap = -1, confidence = 0.9", "evaluation.bootstrap must be >= 0, but was -1"));
  }

  @ParameterizedTest
  @MethodSource({"thresholds", "others"})
  void everyGuardBitesWithOneLine(String line, String message) {
    assertThat(Jobs.errors(Jobs.logistic("evaluation { " + line + " }"))).containsExactly(message);
  }

  @Test
  void aRuleNeedsAllItsNumbers() {
    assertThat(Jobs.errors(Jobs.logistic("evaluation.threshold.maximize = f-beta")))
        .containsExactly(
            "evaluation.threshold.beta is required (conf/churn.conf);"
                + " give what recall counts beside precision, such as 2");
    assertThat(Jobs.errors(Jobs.logistic("evaluation.threshold.cost {}")))
        .containsExactly(
            "evaluation.threshold.cost.false-positive is required (conf/churn.conf);"
                + " give a number >= 0",
            "evaluation.threshold.cost.false-negative is required (conf/churn.conf);"
                + " give a number >= 0");
  }

  @Test
  void aSliceIsNotTheWeight() {
    assertThat(Jobs.errors(Jobs.linear("evaluation.slices = [w]", "data.weight = w")))
        .containsExactly(
            "evaluation.slices must not name data.weight, but was [\"w\"] (conf/churn.conf: 4)");
  }

  @Test
  void exactCurvesAreWhatEveryModelHas() {
    assertThat(Jobs.errors(Jobs.linear("evaluation.curves = exact"))).isEmpty();
    assertThat(Jobs.errors(Jobs.mlp("squared", "evaluation.curves = exact"))).isEmpty();
  }

  @Test
  void binsAreOfClasses() {
    String line = "evaluation.curves = { bins = 9 }";
    assertThat(Jobs.errors(Jobs.linear(line)))
        .containsExactly(
            "evaluation.curves goes with model.type = logistic, softmax or mlp,"
                + " but model.type is linear (conf/churn.conf: 4); remove it");
    assertThat(Jobs.errors(Jobs.mlp("squared", line)))
        .containsExactly(
            "evaluation.curves goes with model.loss = softmax, but model.loss is squared"
                + " (conf/churn.conf: 4); remove it");
    assertThat(Jobs.errors(Jobs.softmax(line))).isEmpty();
    assertThat(Jobs.errors(Jobs.mlp("softmax", line))).isEmpty();
  }

  @Test
  void aThresholdIsOfTwoClasses() {
    for (String file : new String[] {Jobs.softmax(), Jobs.mlp("softmax")}) {
      assertThat(Jobs.errors(file + "\nevaluation.threshold { maximize = f1 }"))
          .singleElement()
          .asString()
          .startsWith("evaluation.threshold goes with model.type = logistic, but model.type is ");
    }
  }
}
