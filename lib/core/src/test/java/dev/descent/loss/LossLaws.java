package dev.descent.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.data.Precision;
import dev.descent.data.Targets;
import dev.descent.math.Wire;
import dev.descent.sample.Permitted;
import dev.descent.sample.Rows;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every loss. */
class LossLaws {
  private static final double[] NONE = {};

  static List<Loss> losses() {
    return List.of(new Squared(), new Logistic());
  }

  @Test
  void everyLossIsHere() {
    assertThat(Permitted.classes(losses())).isEqualTo(Permitted.subclasses(Loss.class));
    assertThat(losses().stream().map(Loss::name)).doesNotHaveDuplicates();
  }

  /** (-f(x+2h) + 8 f(x+h) - 8 f(x-h) + f(x-2h)) / 12h is f'(x) up to h^4. */
  @ParameterizedTest
  @MethodSource("losses")
  void residualIsTheDerivative(Loss loss) {
    double h = 1e-3;
    for (double label : new double[] {0, 1}) {
      for (double x = -8; x <= 8; x += 0.37) {
        double difference =
            (8 * (value(loss, x + h, label) - value(loss, x - h, label))
                    - (value(loss, x + 2 * h, label) - value(loss, x - 2 * h, label)))
                / (12 * h);
        assertThat(residual(loss, x, label, 1)).isCloseTo(difference, within(1e-7));
        assertThat(residual(loss, x, label, 3)).isCloseTo(3 * difference, within(3e-7));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void convex(Loss loss) {
    Random random = new Random(1);
    for (int i = 0; i < 1000; i++) {
      double a = 40 * random.nextDouble() - 20;
      double b = 40 * random.nextDouble() - 20;
      double t = random.nextDouble();
      double label = random.nextInt(2);
      double chord = t * value(loss, a, label) + (1 - t) * value(loss, b, label);
      assertThat(value(loss, t * a + (1 - t) * b, label)).isLessThanOrEqualTo(chord + 1e-12);
      double low = residual(loss, Math.min(a, b), label, 1);
      assertThat(low).isLessThanOrEqualTo(residual(loss, Math.max(a, b), label, 1));
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void neverNegativeAndFiniteForLargeScores(Loss loss) {
    for (double label : new double[] {0, 1}) {
      for (double score : new double[] {-1e3, -745.2, -40, 0, 40, 745.2, 1e3}) {
        assertThat(value(loss, score, label)).isFinite().isNotNegative();
        assertThat(residual(loss, score, label, 1)).isFinite();
        assertThat(loss.prediction(score)).isFinite();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void weightTwoIsTheRowTwice(Loss loss) {
    double[] twice = {0.7, 0.7};
    double[] weighted = {0.7};
    double sum = loss.lossAndResiduals(twice, new Targets(new double[] {1, 1}, NONE, 0, 2));
    double once =
        loss.lossAndResiduals(weighted, new Targets(new double[] {1}, new double[] {2}, 0, 1));
    assertThat(once).isCloseTo(sum, within(1e-15));
    assertThat(weighted[0]).isEqualTo(twice[0] + twice[1]);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void weightZeroIsNoRow(Loss loss) {
    double[] scores = {5, -3, 2};
    double[] labels = {0, 1, 1};
    double sum = loss.lossAndResiduals(scores, new Targets(labels, new double[] {0, 1, 0}, 0, 3));
    assertThat(sum).isEqualTo(value(loss, -3, 1));
    assertThat(scores[0]).isZero();
    assertThat(scores[1]).isEqualTo(residual(loss, -3, 1, 1));
    assertThat(scores[2]).isZero();
  }

  /**
   * Scores start at 0 whatever the offset of the targets; scores behind the rows are left alone.
   */
  @ParameterizedTest
  @MethodSource("losses")
  void sumsTheRowsOfASlice(Loss loss) {
    Rows rows = Rows.of(new double[4][1], new double[] {0, 1, 0, 1});
    Targets middle = rows.tile(0, Precision.DOUBLE).slice(1, 3).targets();
    double[] scores = {0.3, -0.4, 99};
    double sum = loss.lossAndResiduals(scores, middle);
    assertThat(sum).isCloseTo(value(loss, .3, 1) + value(loss, -.4, 0), within(1e-15));
    assertThat(scores).containsExactly(residual(loss, .3, 1, 1), residual(loss, -.4, 0, 1), 99);
  }

  /** The residual of a row of weight 1 is prediction - label, for these two losses. */
  @ParameterizedTest
  @MethodSource("losses")
  void predictionIsWhereTheResidualVanishes(Loss loss) {
    for (double score = -30; score <= 30; score += 0.9) {
      double prediction = loss.prediction(score);
      assertThat(residual(loss, score, prediction, 1)).isCloseTo(0, within(1e-15));
      assertThat(residual(loss, score, 1, 1)).isCloseTo(prediction - 1, within(1e-15));
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void notANumberStaysOne(Loss loss) {
    assertThat(value(loss, Double.NaN, 1)).isNaN();
    assertThat(residual(loss, Double.NaN, 1, 1)).isNaN();
  }

  @ParameterizedTest
  @MethodSource("losses")
  void travels(Loss loss) {
    assertThat(Wire.copy(loss, Loss.class)).isEqualTo(loss);
  }

  @Test
  void knownValues() {
    assertThat(value(new Squared(), 3, 1)).isEqualTo(2);
    assertThat(residual(new Squared(), 3, 1, 1)).isEqualTo(2);
    assertThat(value(new Logistic(), 0, 1)).isCloseTo(Math.log(2), within(2e-16));
    assertThat(value(new Logistic(), 0, 0)).isCloseTo(Math.log(2), within(2e-16));
    assertThat(value(new Logistic(), 1000, 0)).isEqualTo(1000);
    assertThat(value(new Logistic(), 1000, 1)).isZero();
    assertThat(new Logistic().prediction(0)).isEqualTo(0.5);
    assertThat(new Logistic().prediction(-800)).isZero();
    assertThat(new Logistic().prediction(800)).isEqualTo(1);
    assertThat(new Logistic().prediction(2)).isCloseTo(1 / (1 + Math.exp(-2)), within(1e-16));
  }

  private static double value(Loss loss, double score, double label) {
    return loss.lossAndResiduals(
        new double[] {score}, new Targets(new double[] {label}, NONE, 0, 1));
  }

  private static double residual(Loss loss, double score, double label, double weight) {
    double[] scores = {score};
    loss.lossAndResiduals(scores, new Targets(new double[] {label}, new double[] {weight}, 0, 1));
    return scores[0];
  }
}
