package dev.descent.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CurveTablesTest {
  private static final Curve FOUR =
      Curve.of(
          ScoreBlock.of(new double[] {.1, .4, .35, .8}, new boolean[] {false, false, true, true}));

  @Test
  void tablesOfFourRows() {
    assertThat(CurveTables.roc(FOUR).csvLines())
        .containsExactly(
            "threshold,fallOut,recall",
            "Infinity,0,0",
            "0.8,0,0.5",
            "0.4,0.5,0.5",
            "0.35,0.5,1",
            "0.1,1,1");
    assertThat(CurveTables.pr(FOUR).csvLines())
        .startsWith("threshold,recall,precision", "Infinity,0,1", "0.8,0.5,1", "0.4,0.5,0.5");
    assertThat(CurveTables.thresholds(FOUR).csvLines())
        .startsWith(
            "threshold,tp,fp,tn,fn,precision,recall,fallOut,f1",
            "0.8,1,0,2,1,1,0.5,0,0.6666666666666666")
        .endsWith("0.1,2,2,0,0,0.5,1,1,0.6666666666666666")
        .hasSize(5);
  }

  @Test
  void interpolationNeedsPointsOfOneCurve() {
    BinaryConfusion from = new BinaryConfusion(5, 5, 10, 5);
    assertThat(PrecisionRecall.interpolated(from, from))
        .isEqualTo(List.of(new PrecisionRecall(0.5, 0.5)));
    assertThatThrownBy(() -> PrecisionRecall.interpolated(from, new BinaryConfusion(4, 5, 10, 6)))
        .hasMessageContaining("ascending true positives");
    assertThatThrownBy(() -> PrecisionRecall.interpolated(from, new BinaryConfusion(6, 5, 10, 6)))
        .hasMessageContaining("equal positives");
  }
}
