package dev.descent.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegressionMetricsTest {
  private static final double[] LABELS = {3, -0.5, 2, 7};
  private static final double[] PREDICTIONS = {2.5, 0, 2, 8};

  @Test
  void fourRowsByHand() {
    RegressionMetrics metrics = RegressionMetrics.of(moments(LABELS, PREDICTIONS, 0), 0.5);
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
            "rows",
            "undefined");
    assertThat(metrics.toMap()).containsEntry("rows", 4L).containsEntry("undefined", List.of());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0x1p30, 0x1p48, -0x1p50})
  void aLargeOffsetChangesNoBit(double offset) {
    RegressionMoments plain = moments(LABELS, PREDICTIONS, 0);
    RegressionMoments shifted = moments(LABELS, PREDICTIONS, offset);
    assertThat(shifted.r2()).isEqualTo(plain.r2());
    assertThat(shifted.explainedVariance()).isEqualTo(plain.explainedVariance());
    assertThat(shifted.mse()).isEqualTo(plain.mse());
    assertThat(plainR2(offset)).isNotCloseTo(plain.r2(), within(1e-3));
  }

  @Test
  void equalLabelsLeaveTheRatiosUndefined() {
    RegressionMoments moments = new RegressionMoments();
    for (double weight : new double[] {1, 0.1, 0.7, 1e-9}) {
      moments.add(0.1, 0.3, weight);
    }
    RegressionMetrics metrics = RegressionMetrics.of(moments, 0.2);
    assertThat(metrics.undefined()).containsExactly("r2", "explainedVariance");
    assertThat(metrics.r2()).isZero();
    assertThat(metrics.mae()).isEqualTo(0.3 - 0.1);
  }

  @Test
  void withoutRowsEverythingIsZeroAndUndefined() {
    RegressionMetrics none = RegressionMetrics.of(new RegressionMoments(), 7);
    assertThat(none.undefined())
        .containsExactly("mse", "rmse", "mae", "r2", "explainedVariance", "medianAbsoluteError");
    none.undefined().forEach(name -> assertThat(none.toMap()).containsEntry(name, 0.0));
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
