package dev.descent.solve;

import static dev.descent.solve.StopReason.CONVERGED;
import static dev.descent.solve.StopReason.DIVERGED;
import static dev.descent.solve.StopReason.MAX_EPOCHS;
import static dev.descent.solve.StopReason.NO_IMPROVEMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoppingRuleTest {

  @Test
  void divergedWhenNotFinite() {
    StoppingRule rule = StoppingRule.divergence();
    assertThat(rule.verdict(objectives(3, Double.NaN))).contains(DIVERGED);
    assertThat(rule.verdict(objectives(Double.NaN))).contains(DIVERGED);
    assertThat(rule.verdict(objectives(3, Double.POSITIVE_INFINITY))).contains(DIVERGED);
    assertThat(rule.verdict(objectives(3, 2, 1))).isEmpty();
  }

  @Test
  void divergedAboveAThousandTimesTheStart() {
    StoppingRule rule = StoppingRule.divergence();
    assertThat(rule.verdict(objectives(3, 3001))).contains(DIVERGED);
    assertThat(rule.verdict(objectives(3, 3000))).isEmpty();
    assertThat(rule.verdict(objectives(3, 3e9, 2))).isEmpty();
    assertThat(rule.verdict(objectives(0, 5))).isEmpty();
  }

  /** As after a warm start from the optimum of rows that can be fitted exactly. */
  @Test
  void leavingAnObjectiveOfAlmostZeroIsNoDivergence() {
    StoppingRule rule = StoppingRule.divergence(2);
    assertThat(StoppingRule.divergence().verdict(objectives(1e-20, 0.01))).contains(DIVERGED);
    assertThat(rule.verdict(objectives(1e-20, 0.01))).isEmpty();
    assertThat(rule.verdict(objectives(1e-20, 2001))).contains(DIVERGED);
    assertThat(rule.verdict(objectives(3, 2001))).isEmpty();
  }

  @Test
  void convergedWhenTheGradientIsShort() {
    StoppingRule rule = StoppingRule.gradientTolerance(0.01);
    assertThat(rule.verdict(gradients(5))).isEmpty();
    assertThat(rule.verdict(gradients(5, 0.06))).isEmpty();
    assertThat(rule.verdict(gradients(5, 0.04))).contains(CONVERGED);
    assertThat(rule.verdict(gradients(5, Double.NaN))).isEmpty();
    assertThat(rule.verdict(gradients(0))).contains(CONVERGED);
  }

  @Test
  void noGradientIsShortOfOneThatWasNotMeasured() {
    StoppingRule rule = StoppingRule.gradientTolerance(0.01);
    assertThatThrownBy(() -> rule.verdict(gradients(Double.NaN, 0.04)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("at the start was not measured");
  }

  private static List<Progress> gradients(double... norms) {
    List<Progress> history = new ArrayList<>();
    for (int epoch = 0; epoch < norms.length; epoch++) {
      history.add(new Progress(epoch, epoch, 1, 1, 0, norms[epoch], 0.1, Double.NaN));
    }
    return history;
  }

  @Test
  void endsAfterItsEpochs() {
    StoppingRule rule = StoppingRule.maxEpochs(2);
    assertThat(rule.verdict(objectives(3))).isEmpty();
    assertThat(rule.verdict(objectives(3, 2))).isEmpty();
    assertThat(rule.verdict(objectives(3, 2, 1))).contains(MAX_EPOCHS);
    assertThat(StoppingRule.maxEpochs(0).verdict(objectives(3))).contains(MAX_EPOCHS);
  }

  @Test
  void convergedWhenAnEpochChangesLittle() {
    StoppingRule rule = StoppingRule.tolerance(0.01);
    assertThat(rule.verdict(objectives(100))).isEmpty();
    assertThat(rule.verdict(objectives(100, 98.9))).isEmpty();
    assertThat(rule.verdict(objectives(100, 99.1))).contains(CONVERGED);
    assertThat(rule.verdict(objectives(100, 100.9))).contains(CONVERGED);
    assertThat(rule.verdict(objectives(100, 99.5, 50))).isEmpty();
    assertThat(rule.verdict(objectives(0, 0))).contains(CONVERGED);
    assertThat(rule.verdict(objectives(100, Double.NaN))).isEmpty();
  }

  @Test
  void noImprovementWhenPatienceIsOver() {
    StoppingRule rule = StoppingRule.patience(2, Metric.TRAIN_LOSS);
    assertThat(rule.verdict(objectives(3))).isEmpty();
    assertThat(rule.verdict(objectives(3, 1, 2))).isEmpty();
    assertThat(rule.verdict(objectives(3, 1, 2, 1))).contains(NO_IMPROVEMENT);
    assertThat(rule.verdict(objectives(3, 1, 2, 0.9))).isEmpty();
    assertThat(rule.verdict(objectives(3, 3, 3))).contains(NO_IMPROVEMENT);
  }

  @Test
  void patienceWatchesItsMetric() {
    List<Progress> history = history(new double[] {3, 2, 1}, new double[] {5, 6, 7});
    assertThat(StoppingRule.patience(2, Metric.TRAIN_LOSS).verdict(history)).isEmpty();
    assertThat(StoppingRule.patience(2, Metric.VALIDATION_LOSS).verdict(history))
        .contains(NO_IMPROVEMENT);
  }

  /** A validation loss that overflows at the start must not count as the best for ever. */
  @Test
  void patienceLooksPastWhatIsNotANumber() {
    List<Progress> history = history(new double[] {3, 2, 1}, new double[] {Double.NaN, 6, 5});
    assertThat(StoppingRule.patience(2, Metric.VALIDATION_LOSS).verdict(history)).isEmpty();
  }

  @Test
  void firstRuleWithAVerdictDecides() {
    StoppingRule first = StoppingRule.divergence().or(StoppingRule.maxEpochs(1));
    assertThat(first.verdict(objectives(3))).isEmpty();
    assertThat(first.verdict(objectives(3, 2))).contains(MAX_EPOCHS);
    assertThat(first.verdict(objectives(3, Double.NaN))).contains(DIVERGED);
    StoppingRule last = StoppingRule.maxEpochs(1).or(StoppingRule.divergence());
    assertThat(last.verdict(objectives(3, Double.NaN))).contains(MAX_EPOCHS);
    StoppingRule three = first.or(StoppingRule.tolerance(0.5));
    assertThat(three.verdict(objectives(3, 3))).contains(MAX_EPOCHS);
  }

  private static List<Progress> objectives(double... objectives) {
    return history(objectives, objectives);
  }

  private static List<Progress> history(double[] objectives, double[] validation) {
    List<Progress> history = new ArrayList<>();
    for (int e = 0; e < objectives.length; e++) {
      history.add(new Progress(e, 10 * e, objectives[e], objectives[e], 0, 1, 0.1, validation[e]));
    }
    return history;
  }
}
