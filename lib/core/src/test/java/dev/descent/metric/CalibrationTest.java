package dev.descent.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CalibrationTest {

  @Test
  void tableOfFiveRows() {
    assertThat(fiveRows().table().csvLines())
        .containsExactly(
            "bin,from,to,rows,meanProbability,observedRate",
            "0,0,0.25,1,0,0",
            "1,0.25,0.5,4,0.34375,0.25",
            "2,0.5,0.75,0,0,0",
            "3,0.75,1,1,0.875,1");
  }

  /** Bins of (0), (.25, .375 x 3) and (.75, 1) x .5; of weight 6 the rate is 1/3. */
  @Test
  void errorsOfFiveRowsByHand() {
    CalibrationError error = fiveRows().error();
    assertThat(error.expected()).isCloseTo((4 * 0.09375 + 0.125) / 6, within(1e-16));
    assertThat(error.maximum()).isEqualTo(0.125);
    BrierParts parts = error.brier();
    assertThat(parts.reliability())
        .isCloseTo((4 * 0.09375 * 0.09375 + 0.125 * 0.125) / 6, within(1e-17));
    assertThat(parts.resolution()).isCloseTo((1 / 9.0 + 4 / 144.0 + 4 / 9.0) / 6, within(1e-16));
    assertThat(parts.uncertainty()).isCloseTo(2 / 9.0, within(1e-16));
    assertThat(parts.withinBinVariance())
        .isCloseTo((0.09375 * 0.09375 + 3 * 0.03125 * 0.03125 + 0.015625) / 6, within(1e-17));
    assertThat(parts.withinBinCovariance())
        .isCloseTo(2 * (-0.09375 * 0.75 - 3 * 0.03125 * 0.25) / 6, within(1e-16));
    assertThat(error.undefined()).isEmpty();
    assertThat(String.join(" ", error.toMap().keySet()))
        .isEqualTo(
            "expectedError maximumError reliability resolution uncertainty withinBinVariance"
                + " withinBinCovariance bins undefined");
    assertThat(error.toMap()).containsEntry("bins", 4L).containsEntry("maximumError", 0.125);
  }

  /** 0.1 and 1 - 2^-53 are no dyadic fractions: sums of squares that are rounded do not cancel. */
  @Test
  void equalProbabilitiesHaveNoVarianceWithinTheirBin() {
    Calibration calibration = new Calibration(10);
    double sum = 0;
    double squares = 0;
    double weights = 0;
    for (int i = 0; i < 1000; i++) {
      double weight = 0.3 + i / 7.0;
      calibration.add(0.1, i % 2, weight).add(Math.nextDown(1.0), 1, weight);
      sum += weight * 0.1;
      squares += weight * 0.1 * 0.1;
      weights += weight;
    }
    BrierParts parts = calibration.error().brier();
    assertThat(parts.withinBinVariance()).isZero();
    assertThat(parts.withinBinCovariance()).isZero();
    assertThat(squares * weights - sum * sum).isNotZero();
  }

  @Test
  void withoutRowsEveryErrorIsZeroAndUndefined() {
    CalibrationError none = new Calibration(3).add(0.4, 1, 0).error();
    assertThat(none.undefined())
        .containsExactly(
            "expectedError",
            "maximumError",
            "reliability",
            "resolution",
            "uncertainty",
            "withinBinVariance",
            "withinBinCovariance");
    none.undefined().forEach(name -> assertThat(none.toMap()).containsEntry(name, 0.0));
    assertThat(none.toMap()).containsEntry("undefined", none.undefined());
  }

  private static Calibration fiveRows() {
    return new Calibration(4)
        .add(0, 0, 1)
        .add(0.25, 1, 1)
        .add(0.375, 0, 3)
        .add(0.75, 1, 0.5)
        .add(1, 1, 0.5);
  }

  @Test
  void bordersBelongToTheBinAbove() {
    for (int bins = 1; bins <= 50; bins++) {
      Calibration calibration = new Calibration(bins);
      for (int b = 0; b < bins; b++) {
        double from = b / (double) bins;
        calibration.add(from, 1, 1);
        calibration.add(Math.nextDown((b + 1) / (double) bins), 0, 1);
      }
      for (int b = 0; b < bins; b++) {
        Calibration.Bin bin = calibration.bin(b);
        assertThat(bin.rows()).isEqualTo(2);
        assertThat(bin.observedRate()).isEqualTo(0.5);
      }
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    Calibration calibration = new Calibration(Calibration.DEFAULT_BINS);
    assertThat(calibration.bins()).isEqualTo(10);
    assertThatThrownBy(() -> new Calibration(0)).hasMessage("bins must be >= 1, but were 0");
    assertThatThrownBy(() -> calibration.merge(new Calibration(3)))
        .hasMessage("calibrations of 10 and 3 bins do not merge");
    assertThatThrownBy(() -> calibration.add(-0.1, 0, 1)).hasMessageContaining("-0.1");
    assertThatThrownBy(() -> calibration.add(0.1, -1, 1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> calibration.add(0.1, 1, Double.NaN)).hasMessageContaining("NaN");
  }
}
