package dev.descent.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurveTablesTest {
  private static final Curve FOUR =
      Curve.of(
          ScoreDistribution.of(
              new double[] {.1, .4, .35, .8}, new boolean[] {false, false, true, true}));

  @Test
  void tablesOfFourRows() {
    assertThat(CurveTables.roc(FOUR, FOUR.allPoints()).csvLines())
        .containsExactly(
            "threshold,fallOut,recall",
            "Infinity,0,0",
            "0.8,0,0.5",
            "0.4,0.5,0.5",
            "0.35,0.5,1",
            "0.1,1,1");
    assertThat(CurveTables.pr(FOUR, new int[] {0, 2}).csvLines())
        .containsExactly("threshold,recall,precision", "Infinity,0,1", "0.4,0.5,0.5");
    assertThat(CurveTables.thresholds(FOUR, FOUR.allPoints()).csvLines())
        .startsWith(
            "threshold,tp,fp,tn,fn,precision,recall,fallOut,f1",
            "0.8,1,0,2,1,1,0.5,0,0.6666666666666666")
        .endsWith("0.1,2,2,0,0,0.5,1,1,0.6666666666666666")
        .hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 10, 100, 1000})
  void thinningKeepsTheEndsAndItsBound(int atMost) {
    Curve curve = Curve.of(Row.distribution(Row.random(new Random(3), 3000, 5000)));
    Thinning thinned = curve.thinned(atMost);
    int[] points = thinned.points();
    assertThat(points.length).isLessThanOrEqualTo(atMost);
    assertThat(points).isSorted().doesNotHaveDuplicates();
    assertThat(points[0]).isZero();
    assertThat(points[points.length - 1]).isEqualTo(curve.points() - 1);
    double largest = 0;
    for (int k = 0; k < curve.points(); k++) {
      largest = Math.max(largest, distance(curve, points, k));
    }
    assertThat(largest).isLessThanOrEqualTo(thinned.deviation() + 1e-15);
    assertThat(thinned.deviation()).isLessThan(atMost >= 100 ? 0.005 : 1);
  }

  @Test
  void thinningStopsWhenNothingIsOffTheLine() {
    int n = 1000;
    double[] scores = new double[n];
    Arrays.setAll(scores, i -> i < n / 2 ? i : 10.0 * i);
    boolean[] positive = new boolean[n];
    Arrays.fill(positive, n / 2, n, true);
    Thinning perfect = Curve.of(ScoreDistribution.of(scores, positive)).thinned(100);
    assertThat(perfect.points()).containsExactly(0, n / 2, n);
    assertThat(perfect.deviation()).isZero();
  }

  @Test
  void thinningOfNothing() {
    Curve empty = Curve.of(ScoreDistribution.empty());
    assertThat(empty.thinned(2).points()).containsExactly(0);
    assertThatThrownBy(() -> empty.thinned(1))
        .hasMessageContaining(">= 2 points, but asked were 1");
    assertThatThrownBy(() -> empty.bestThreshold(BinaryConfusion::f1))
        .hasMessageContaining("there are none");
  }

  @Test
  void theHighestOfSeveralBestThresholdsIsTaken() {
    assertThat(FOUR.bestThreshold(c -> 1)).isEqualTo(0.8);
    assertThat(FOUR.bestThreshold(BinaryConfusion::recall)).isEqualTo(0.35);
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

  private static double distance(Curve curve, int[] kept, int k) {
    int at = Arrays.binarySearch(kept, k);
    if (at >= 0) {
      return 0;
    }
    int from = kept[-at - 2];
    int to = kept[-at - 1];
    double dx = curve.fallOut(to) - curve.fallOut(from);
    double dy = curve.recall(to) - curve.recall(from);
    double px = curve.fallOut(k) - curve.fallOut(from);
    double py = curve.recall(k) - curve.recall(from);
    double length = Math.hypot(dx, dy);
    return length == 0 ? Math.hypot(px, py) : Math.abs(px * dy - py * dx) / length;
  }
}
