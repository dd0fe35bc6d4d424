package dev.descent.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegressionMetricsTest {
  private static final double[] LABELS = {3, -0.5, 2, 7};
  private static final double[] PREDICTIONS = {2.5, 0, 2, 8};
  private static final ResidualQuantiles HALF = new ResidualQuantiles(Map.of(0.5, -0.25), 0.5);

  @Test
  void fourRowsByHand() {
    RegressionMetrics metrics = RegressionMetrics.of(moments(LABELS, PREDICTIONS, 0), HALF);
    assertThat(metrics.mse()).isEqualTo(0.375);
    assertThat(metrics.rmse()).isEqualTo(Math.sqrt(0.375));
    assertThat(metrics.mae()).isEqualTo(0.5);
    assertThat(metrics.r2()).isCloseTo(1 - 1.5 / 29.1875, within(1e-16));
    assertThat(metrics.explainedVariance()).isCloseTo(1 - 1.25 / 29.1875, within(1e-16));
    assertThat(metrics.toMap().keySet())
        .containsExactly(
            "mse",
            "rmse",
            "mae",
            "r2",
            "explainedVariance",
            "medianAbsoluteError",
            "meanError",
            "maxAbsoluteError",
            "poissonDeviance",
            "residualQuantiles",
            "rows",
            "undefined");
    assertThat(metrics.toMap())
        .containsEntry("rows", 4L)
        .containsEntry("medianAbsoluteError", 0.5)
        .containsEntry("meanError", -0.25)
        .containsEntry("maxAbsoluteError", 1.0)
        .containsEntry("poissonDeviance", 0.0)
        .containsEntry("residualQuantiles", Map.of("0.5", -0.25))
        .containsEntry("undefined", List.of("poissonDeviance"));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0x1p30, 0x1p48, -0x1p50})
  void aLargeOffsetChangesNoBit(double offset) {
    RegressionMoments plain = moments(LABELS, PREDICTIONS, 0);
    RegressionMoments shifted = moments(LABELS, PREDICTIONS, offset);
    assertThat(shifted.r2()).isEqualTo(plain.r2());
    assertThat(shifted.explainedVariance()).isEqualTo(plain.explainedVariance());
    assertThat(shifted.mse()).isEqualTo(plain.mse());
    assertThat(shifted.meanError()).isEqualTo(plain.meanError());
    assertThat(shifted.maxAbsoluteError()).isEqualTo(plain.maxAbsoluteError());
    assertThat(plainR2(offset)).isNotCloseTo(plain.r2(), within(1e-3));
  }

  @Test
  void equalLabelsLeaveTheRatiosUndefined() {
    RegressionMoments moments = new RegressionMoments();
    for (double weight : new double[] {1, 0.1, 0.7, 1e-9}) {
      moments.add(0.1, 0.3, weight);
    }
    RegressionMetrics metrics = RegressionMetrics.of(moments, HALF);
    assertThat(metrics.undefined()).containsExactly("r2", "explainedVariance");
    assertThat(metrics.r2()).isZero();
    assertThat(metrics.mae()).isEqualTo(0.3 - 0.1);
  }

  @Test
  void withoutRowsEverythingIsZeroAndUndefined() {
    RegressionMetrics none = RegressionMetrics.of(new RegressionMoments(), HALF);
    assertThat(none.undefined())
        .containsExactly(
            "mse",
            "rmse",
            "mae",
            "r2",
            "explainedVariance",
            "medianAbsoluteError",
            "meanError",
            "maxAbsoluteError",
            "poissonDeviance",
            "residualQuantiles");
    assertThat(none.quantiles()).isEqualTo(ResidualQuantiles.none());
    assertThat(none.quantiles().toMap())
        .isEqualTo(Map.of("0.05", 0.0, "0.25", 0.0, "0.5", 0.0, "0.75", 0.0, "0.95", 0.0));
    none.undefined().stream()
        .filter(name -> !name.equals("residualQuantiles"))
        .forEach(name -> assertThat(none.toMap()).containsEntry(name, 0.0));
  }

  @Test
  void poissonDevianceOfThreeRowsByHand() {
    RegressionMoments moments = new RegressionMoments();
    moments.add(0, 0.5, 1).add(3, 1, 0.5).add(2, 2, 7);
    assertThat(moments.hasPoissonDeviance()).isTrue();
    assertThat(moments.poissonDeviance())
        .isCloseTo(2 * (0.5 + 0.5 * (3 * Math.log(3) - 2)) / 8.5, within(1e-16));
  }

  /** With u = (y - f) / f the half is f (u^2/2 - u^3/6 + u^4/12 - ..). */
  @ParameterizedTest
  @ValueSource(doubles = {1, -1, 7, 700})
  void poissonDevianceDoesNotCancelAtLargeLabels(double residual) {
    double prediction = 0x1p30;
    RegressionMoments moments = new RegressionMoments();
    moments.add(prediction + residual, prediction, 1);
    double u = residual / prediction;
    double series = u * u * (1 + u * (-1 / 3.0 + u * (1 / 6.0 - u / 10)));
    assertThat(moments.poissonDeviance()).isCloseTo(prediction * series, withinPercentage(1e-12));
    double label = prediction + residual;
    double plain = 2 * (label * Math.log(label / prediction) - residual);
    assertThat(plain).isNotCloseTo(prediction * series, withinPercentage(1e-9));
  }

  /** Both ways of computing it meet at |y - f| = (y + f) / 10. */
  @Test
  void poissonDevianceIsSmoothWhereTheSeriesEnds() {
    for (double label : new double[] {11, 9}) {
      double prediction = 20 - label;
      double expected = 2 * (label * Math.log(label / prediction) - (label - prediction));
      for (double y = label - 4e-15; y < label + 4e-15; y = Math.nextUp(y)) {
        assertThat(new RegressionMoments().add(y, prediction, 1).poissonDeviance())
            .isCloseTo(expected, within(1e-14));
      }
    }
  }

  @Test
  void poissonDevianceNeedsLabelsFromZeroAndPredictionsAbove() {
    double[][] outside = {{-1e-300, 1}, {1, 0}, {0, 0}, {2, -3}, {1.5e308, 1e-300}};
    for (double[] row : outside) {
      RegressionMoments moments = new RegressionMoments().add(3, 2, 1).add(row[0], row[1], 1);
      RegressionMoments merged = new RegressionMoments().add(3, 2, 1).merge(moments);
      for (RegressionMoments some : List.of(moments, merged)) {
        RegressionMetrics metrics = RegressionMetrics.of(some, HALF);
        assertThat(metrics.undefined()).contains("poissonDeviance");
        assertThat(metrics.poissonDeviance()).isZero();
      }
      RegressionMoments absent = new RegressionMoments().add(3, 2, 1).add(row[0], row[1], 0);
      assertThat(absent.hasPoissonDeviance()).isTrue();
    }
    RegressionMoments far = new RegressionMoments().add(1e300, 1e-300, 1);
    assertThat(far.poissonDeviance())
        .isCloseTo(2e300 * (600 * Math.log(10) - 1), withinPercentage(1e-12));
    RegressionMoments large = new RegressionMoments().add(1.7e308, 1e308, 1);
    assertThat(large.poissonDeviance())
        .isCloseTo(2 * (1.7 * Math.log(1.7) - 0.7) * 1e308, withinPercentage(1e-12));
  }

  @Test
  void refusesWhatIsNotFinite() {
    RegressionMoments moments = new RegressionMoments();
    assertThatThrownBy(() -> moments.add(Double.NaN, 0, 1)).hasMessageContaining("NaN, 0.0");
    assertThatThrownBy(() -> moments.add(Double.MAX_VALUE, -Double.MAX_VALUE, 1))
        .hasMessageContaining("less than 1.8e308 apart");
    assertThatThrownBy(() -> moments.add(1, 0, -1)).hasMessageContaining("weight");
    assertThat(moments.rows()).isZero();
  }

  private static RegressionMoments moments(double[] labels, double[] predictions, double offset) {
    RegressionMoments moments = new RegressionMoments();
    for (int i = 0; i < labels.length; i++) {
      moments.add(labels[i] + offset, predictions[i] + offset, 1);
    }
    return moments;
  }

  /** What sums of doubles make of it. */
  private static double plainR2(double offset) {
    double squares = 0;
    double sum = 0;
    for (double label : LABELS) {
      squares += (label + offset) * (label + offset);
      sum += label + offset;
    }
    return 1 - 1.5 / (squares - sum * sum / LABELS.length);
  }
}
