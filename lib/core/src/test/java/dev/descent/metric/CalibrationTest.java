package dev.descent.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CalibrationTest {

  @Test
  void tableOfFiveRows() {
    Calibration calibration =
        new Calibration(4)
            .add(0, 0, 1)
            .add(0.25, 1, 1)
            .add(0.375, 0, 3)
            .add(0.75, 1, 0.5)
            .add(1, 1, 0.5);
    assertThat(calibration.table().csvLines())
        .containsExactly(
            "bin,from,to,rows,meanProbability,observedRate",
            "0,0,0.25,1,0,0",
            "1,0.25,0.5,4,0.34375,0.25",
            "2,0.5,0.75,0,0,0",
            "3,0.75,1,1,0.875,1");
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
