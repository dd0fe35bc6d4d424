package dev.descent.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.metric.ThresholdGoal.Measure;
import dev.descent.sample.SharedData;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Numbers that papers and independent programs give. */
class GoldenMetricsTest {
  private static final Offset<Double> TEN_DIGITS = within(5.1e-11);

  /** Fawcett, An introduction to ROC analysis, Pattern Recognition Letters 27, 2006, figure 3. */
  @Test
  void fawcett() {
    double[] scores = {
      .9, .8, .7, .6, .55, .54, .53, .52, .51, .505, .4, .39, .38, .37, .36, .35, .34, .33, .30, .1
    };
    Curve curve = Curve.of(ScoreBlock.of(scores, positive("ppnpppnnpnpnpnnnpnpn")));
    assertThat(curve.areas().rocAuc()).isEqualTo(0.68);
    assertThat(curve.areas().averagePrecision()).isCloseTo(.7357475806, TEN_DIGITS);
    double best =
        Row.best(ScoreBlock.of(scores, positive("ppnpppnnpnpnpnnnpnpn")), Measure.ACCURACY);
    assertThat(best).isEqualTo(0.54);
    assertThat(curve.at(best).accuracy()).isEqualTo(0.7);
  }

  @Test
  void fourRows() {
    Areas areas = Curve.of(ScoreBlock.of(new double[] {.1, .4, .35, .8}, positive("nnpp"))).areas();
    assertThat(areas.rocAuc()).isEqualTo(0.75);
    assertThat(areas.averagePrecision()).isCloseTo(2.5 / 3, within(1e-15));
  }

  /** Davis and Goadrich, ICML 2006, figure 6. */
  @Test
  void davisAndGoadrich() {
    List<PrecisionRecall> points =
        PrecisionRecall.interpolated(
            new BinaryConfusion(5, 5, 1000, 15), new BinaryConfusion(10, 30, 975, 10));
    assertThat(points.stream().map(PrecisionRecall::recall))
        .containsExactly(.25, .3, .35, .4, .45, .5);
    List<Double> precisions = List.of(.500, .375, .318, .286, .265, .250);
    for (int i = 0; i < points.size(); i++) {
      assertThat(points.get(i).precision()).isCloseTo(precisions.get(i), within(5.1e-4));
    }
    assertThat(points).hasSize(6);
  }

  @Test
  void twoClassExample() {
    List<Row> rows =
        SharedData.rows("two_class_example.csv").stream()
            .map(cells -> new Row(Double.parseDouble(cells[1]), cells[0].equals("Class1"), 1))
            .toList();
    BinaryMetrics metrics = Row.metrics(rows, 0.5);
    assertThat(metrics.confusion()).isEqualTo(new BinaryConfusion(227, 50, 192, 31));
    assertThat(metrics.areas().rocAuc()).isCloseTo(.9393138574, TEN_DIGITS);
    assertThat(metrics.areas().averagePrecision()).isCloseTo(.9465570240, TEN_DIGITS);
    assertThat(metrics.areas().prAuc()).isCloseTo(.9464467006, TEN_DIGITS);
    assertThat(metrics.losses().logLoss()).isCloseTo(.3283096499, TEN_DIGITS);
    assertThat(metrics.losses().brier()).isCloseTo(.1056185920, TEN_DIGITS);
    assertThat(metrics.confusion().kappa()).isCloseTo(.6748763727, TEN_DIGITS);
    assertThat(metrics.confusion().mcc()).isCloseTo(.6768475603, TEN_DIGITS);
    assertThat(metrics.confusion().f1()).isCloseTo(.8485981308, TEN_DIGITS);
    assertThat(metrics.confusion().balancedAccuracy()).isCloseTo(.8366166955, TEN_DIGITS);
  }

  /** Setosa on sepal_width with the parameters of scikit-learn's C = 1. */
  @Test
  void iris() {
    List<Row> rows = new ArrayList<>();
    BinaryLoss losses = new BinaryLoss();
    for (String[] cells : SharedData.rows("iris.csv")) {
      boolean setosa = Stream.of(cells).anyMatch(cell -> cell.equals("setosa"));
      double score = 3.201032 * Double.parseDouble(cells[1]) - 10.692591;
      rows.add(new Row(1 / (1 + Math.exp(-score)), setosa, 1));
      losses.addScore(score, setosa ? 1 : 0, 1);
    }
    Curve curve = Curve.of(Row.block(rows));
    assertThat(curve.points()).isEqualTo(24);
    BinaryMetrics metrics = BinaryMetrics.of(curve, losses, 0.5);
    assertThat(metrics.confusion()).isEqualTo(new BinaryConfusion(31, 6, 94, 19));
    assertThat(metrics.confusion().precision()).isEqualTo(31.0 / 37);
    assertThat(metrics.confusion().recall()).isEqualTo(.62);
    assertThat(metrics.confusion().f1()).isCloseTo(.7126, within(5.1e-5));
    assertThat(metrics.confusion().accuracy()).isCloseTo(.8333, within(5.1e-5));
    assertThat(metrics.areas().rocAuc()).isCloseTo(.8796, within(1e-12));
    assertThat(metrics.areas().prAuc()).isCloseTo(.795526, within(5.1e-7));
    assertThat(metrics.areas().averagePrecision()).isCloseTo(.772607, within(5.1e-7));
    double[] thresholds = {.2, .3, .4, .6, .7, .8, .9};
    int[] tp = {48, 42, 33, 22, 13, 10, 3};
    int[] fp = {45, 25, 10, 3, 2, 2, 0};
    for (int i = 0; i < tp.length; i++) {
      BinaryConfusion at = curve.at(thresholds[i]);
      assertThat(at).isEqualTo(new BinaryConfusion(tp[i], fp[i], 100 - fp[i], 50 - tp[i]));
    }
  }

  private static boolean[] positive(String classes) {
    boolean[] positive = new boolean[classes.length()];
    for (int i = 0; i < positive.length; i++) {
      positive[i] = classes.charAt(i) == 'p';
    }
    return positive;
  }
}
