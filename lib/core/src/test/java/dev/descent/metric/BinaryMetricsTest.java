package dev.descent.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BinaryMetricsTest {

  @Test
  void mapHasTheFieldsOfMetricsJsonInTheirOrder() {
    Map<String, Object> map = Row.metrics(Row.random(new Random(1), 50, 10), 0.5).toMap();
    assertThat(String.join(" ", map.keySet()))
        .isEqualTo(
            "accuracy precision recall f1 balancedAccuracy mcc kappa logLoss brier rocAuc prAuc"
                + " averagePrecision specificity fallOut youden threshold confusion positives rows undefined");
    assertThat(map.get("confusion"))
        .isInstanceOfSatisfying(
            Map.class,
            cells -> assertThat(cells.keySet().toString()).isEqualTo("[tp, fp, tn, fn]"));
    assertThat(map).containsEntry("rows", 50L).containsEntry("undefined", List.of());
  }

  @Test
  void weightsThatAreNotWholeStayFractions() {
    Map<String, Object> map = Row.metrics(List.of(new Row(0.7, true, 0.25)), 0.5).toMap();
    assertThat(map).containsEntry("rows", 0.25).containsEntry("positives", 0.25);
  }

  @Test
  void withoutRowsEverythingIsZeroAndUndefined() {
    BinaryMetrics none = Row.metrics(List.of(), 0.5);
    assertThat(none.undefined())
        .containsExactly(
            "accuracy",
            "precision",
            "recall",
            "f1",
            "balancedAccuracy",
            "mcc",
            "kappa",
            "logLoss",
            "brier",
            "rocAuc",
            "prAuc",
            "averagePrecision",
            "specificity",
            "fallOut",
            "youden");
    none.undefined().forEach(name -> assertThat(none.toMap()).containsEntry(name, 0.0));
  }

  @Test
  void withoutPositiveRows() {
    BinaryMetrics metrics =
        Row.metrics(List.of(new Row(0.2, false, 1), new Row(0.7, false, 1)), 0.5);
    assertThat(metrics.undefined())
        .containsExactly(
            "recall", "balancedAccuracy", "mcc", "rocAuc", "prAuc", "averagePrecision", "youden");
    assertThat(metrics.toMap()).containsEntry("specificity", 0.5).containsEntry("youden", 0.0);
    assertThat(metrics.areas()).isEqualTo(new Areas(0, 0, 0));
    assertThat(metrics.confusion().precision()).isZero();
  }

  @Test
  void withPositiveRowsAlone() {
    BinaryMetrics metrics = Row.metrics(List.of(new Row(0.2, true, 1), new Row(0.7, true, 1)), 0.5);
    assertThat(metrics.undefined())
        .containsExactly("balancedAccuracy", "mcc", "rocAuc", "specificity", "fallOut", "youden");
    assertThat(metrics.toMap()).containsEntry("recall", 0.5).containsEntry("youden", 0.0);
    assertThat(metrics.areas()).isEqualTo(new Areas(0, 1, 1));
    BinaryMetrics perfect = Row.metrics(List.of(new Row(0.7, true, 1)), 0.5);
    assertThat(perfect.undefined())
        .containsExactly(
            "balancedAccuracy", "mcc", "kappa", "rocAuc", "specificity", "fallOut", "youden");
  }

  @Test
  void withNothingPredictedPositive() {
    BinaryMetrics metrics =
        Row.metrics(List.of(new Row(0.2, false, 1), new Row(0.7, true, 1)), 0.9);
    assertThat(metrics.undefined()).containsExactly("precision", "mcc");
    assertThat(metrics.confusion()).isEqualTo(new BinaryConfusion(0, 0, 1, 1));
    assertThat(metrics.confusion().kappa()).isZero();
  }

  @Test
  void aScoreEqualToTheThresholdIsPositive() {
    Curve curve = Curve.of(Row.block(List.of(new Row(0.5, true, 1))));
    assertThat(curve.at(0.5).tp()).isEqualTo(1);
    assertThat(curve.at(Math.nextUp(0.5)).tp()).isZero();
    assertThatThrownBy(() -> curve.at(Double.NaN)).hasMessageContaining("threshold");
  }

  @Test
  void lossOfAScoreIsThatOfItsProbability() {
    for (double score : new double[] {-30, -3, -0.1, 0, 0.7, 12}) {
      for (int actual = 0; actual <= 1; actual++) {
        BinaryLoss ofScore = new BinaryLoss().addScore(score, actual, 1.5);
        BinaryLoss ofProbability =
            new BinaryLoss().addProbability(1 / (1 + Math.exp(-score)), actual, 1.5);
        assertThat(ofScore.logLoss())
            .isCloseTo(ofProbability.logLoss(), within(1e-3 * ofScore.logLoss()));
        assertThat(ofScore.brier()).isCloseTo(ofProbability.brier(), within(1e-15));
      }
    }
  }

  @Test
  void lossIsFiniteAtExtremesAndOnlyProbabilitiesAreClipped() {
    assertThat(new BinaryLoss().addScore(-1000, 1, 1).logLoss()).isEqualTo(1000);
    assertThat(new BinaryLoss().addScore(1e300, 0, 1).logLoss()).isEqualTo(1e300);
    assertThat(new BinaryLoss().addScore(-1000, 0, 1).logLoss()).isZero();
    assertThat(new BinaryLoss().addProbability(0, 1, 1).logLoss())
        .isCloseTo(52 * Math.log(2), within(1e-14));
    assertThat(new BinaryLoss().addProbability(1, 0, 1).logLoss())
        .isCloseTo(52 * Math.log(2), within(1e-14));
    assertThat(new BinaryLoss().addProbability(1, 0, 1).brier()).isEqualTo(1);
  }

  @Test
  void refusesWhatIsNoProbabilityNoClassNoWeight() {
    BinaryLoss loss = new BinaryLoss();
    assertThatThrownBy(() -> loss.addProbability(1.5, 1, 1))
        .hasMessage("probability must be in [0, 1], but was 1.5");
    assertThatThrownBy(() -> loss.addProbability(Double.NaN, 1, 1)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> loss.addScore(Double.NaN, 1, 1)).hasMessageContaining("score");
    assertThatThrownBy(() -> loss.addScore(1, 2, 1)).hasMessage("actual must be 0 or 1, but was 2");
    assertThatThrownBy(() -> loss.addScore(1, 1, -1))
        .hasMessage("weight must be finite and >= 0, but was -1.0");
    assertThatThrownBy(() -> loss.addScore(1, 1, Double.NaN)).hasMessageContaining("weight");
    assertThatThrownBy(() -> Row.metrics(List.of(), Double.NaN)).hasMessageContaining("threshold");
    assertThat(loss.rows()).isZero();
  }

  @Test
  void correlationsDoNotCancelAtLargeCounts() {
    BinaryConfusion large = new BinaryConfusion(1e9 + 1, 1e9, 1e9 - 1, 1e9);
    assertThat(large.mcc()).isCloseTo(-1 / 4e18, within(1e-24));
    assertThat(new BinaryConfusion(0, 5, 0, 5).mcc()).isEqualTo(-1);
    assertThat(new BinaryConfusion(5, 0, 5, 0).kappa()).isEqualTo(1);
  }

  /** The definition: recall counts beta times as much as precision. */
  @Test
  void fBetaIsTheWeightedHarmonicMean() {
    BinaryConfusion some = new BinaryConfusion(30, 20, 40, 10);
    for (double beta : new double[] {0.25, 0.5, 1, 2, 7}) {
      double square = beta * beta;
      double mean = (1 + square) / (1 / some.precision() + square / some.recall());
      assertThat(some.fBeta(beta)).isCloseTo(mean, within(1e-15));
    }
    assertThat(some.fBeta(1)).isEqualTo(some.f1());
    assertThat(some.fBeta(1e-200)).isEqualTo(some.precision());
    assertThat(some.fBeta(1e200)).isEqualTo(some.recall());
    assertThat(new BinaryConfusion(0, 0, 9, 0).fBeta(2)).isZero();
    for (double beta : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> some.fBeta(beta))
          .hasMessage("beta must be finite and > 0, but was " + beta);
    }
  }

  @Test
  void youdenIsRecallLessFallOutAndDoesNotCancel() {
    BinaryConfusion some = new BinaryConfusion(30, 20, 40, 10);
    assertThat(some.specificity()).isEqualTo(40.0 / 60);
    assertThat(some.youden()).isCloseTo(some.recall() - some.fallOut(), within(1e-15));
    assertThat(new BinaryConfusion(5, 0, 3, 0).youden()).isEqualTo(1);
    BinaryConfusion large = new BinaryConfusion(1e9 + 1, 1e9, 1e9 - 1, 1e9);
    double exact = -1 / ((2e9 + 1) * (2e9 - 1));
    assertThat(large.youden()).isCloseTo(exact, within(1e-33));
    assertThat(large.recall() - large.fallOut()).isNotCloseTo(exact, within(1e-19));
  }

  @Test
  void confusionMatrixIsActualByPredicted() {
    ConfusionMatrix matrix = new ConfusionMatrix(3).add(2, 0, 1).add(2, 0, 0.5).add(1, 1, 1);
    assertThat(matrix.weight(2, 0)).isEqualTo(1.5);
    assertThat(matrix.weight(0, 2)).isZero();
    assertThatThrownBy(matrix::binary).hasMessageContaining("3");
    assertThatThrownBy(() -> matrix.add(3, 0, 1))
        .hasMessage("classes must be in [0, 3), but were 3, 0");
    assertThatThrownBy(() -> matrix.merge(new ConfusionMatrix(2))).hasMessageContaining("3 and 2");
    assertThatThrownBy(() -> new ConfusionMatrix(1)).hasMessageContaining("[2, 46340]");
    assertThat(new ConfusionMatrix(2).add(1, 0, 1).binary())
        .isEqualTo(new BinaryConfusion(0, 0, 0, 1));
  }

  @Test
  void distributionRefusesWhatIsNotFiniteAndUnequalLengths() {
    double[] one = {1};
    boolean[] positive = {true};
    assertThatThrownBy(() -> ScoreBlock.of(new double[] {Double.NaN}, positive))
        .hasMessage("scores must be finite, but one was NaN");
    assertThatThrownBy(() -> ScoreBlock.of(one, positive, new double[] {-2}))
        .hasMessageContaining("-2.0");
    assertThatThrownBy(() -> ScoreBlock.of(one, new boolean[2]))
        .hasMessageContaining("as many labels");
    assertThat(Curve.of(ScoreBlock.of(new double[] {0.0, -0.0}, new boolean[2])).points())
        .isEqualTo(2);
  }
}
