package dev.descent.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.data.Precision;
import dev.descent.data.Targets;
import dev.descent.math.LogisticSum;
import dev.descent.math.Wire;
import dev.descent.sample.Permitted;
import dev.descent.sample.Rows;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every loss. */
class LossLaws {
  private static final double[] NONE = {};

  static List<Loss> losses() {
    return List.of(new Squared(), new Huber(1.35), new Huber(0.1), new Poisson(), new Logistic());
  }

  /** Losses of several scores. */
  static List<Loss> several() {
    return List.of(new Softmax(2), new Softmax(3), new Softmax(7), new Squared(3));
  }

  @Test
  void everyLossIsHere() {
    List<Loss> all = Stream.concat(losses().stream(), several().stream()).toList();
    assertThat(Permitted.classes(all)).isEqualTo(Permitted.subclasses(Loss.class));
    assertThat(losses()).allMatch(loss -> loss.outputs() == 1);
  }

  @ParameterizedTest
  @MethodSource("several")
  void residualsAreTheDerivativesByEachScore(Loss loss) {
    double h = 1e-3;
    Random random = new Random(3);
    for (int round = 0; round < 100; round++) {
      double[] at = random.doubles(loss.outputs(), -6, 6).toArray();
      Targets targets = targets(loss, random, 1.5);
      double[] residuals = at.clone();
      loss.lossAndResiduals(residuals, targets);
      for (int k = 0; k < at.length; k++) {
        double difference =
            (8 * (at(loss, at, k, h, targets) - at(loss, at, k, -h, targets))
                    - (at(loss, at, k, 2 * h, targets) - at(loss, at, k, -2 * h, targets)))
                / (12 * h);
        assertThat(residuals[k]).isCloseTo(difference, within(1e-7));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("several")
  void convexAlongEveryLine(Loss loss) {
    Random random = new Random(4);
    for (int round = 0; round < 500; round++) {
      double[] a = random.doubles(loss.outputs(), -20, 20).toArray();
      double[] b = random.doubles(loss.outputs(), -20, 20).toArray();
      Targets targets = targets(loss, random, 1);
      double t = random.nextDouble();
      double[] between = new double[a.length];
      for (int k = 0; k < a.length; k++) {
        between[k] = t * a[k] + (1 - t) * b[k];
      }
      double chord =
          t * loss.lossAndResiduals(a.clone(), targets)
              + (1 - t) * loss.lossAndResiduals(b.clone(), targets);
      assertThat(loss.lossAndResiduals(between, targets)).isLessThanOrEqualTo(chord + 1e-11);
    }
  }

  @ParameterizedTest
  @MethodSource("several")
  void severalScoresAreFiniteAndNeverNegativeWhereTheyAreLarge(Loss loss) {
    Random random = new Random(5);
    for (int round = 0; round < 200; round++) {
      double[] scores =
          random.doubles(loss.outputs(), -1, 1).map(x -> 1e3 * Math.signum(x)).toArray();
      Targets targets = targets(loss, random, 1);
      double[] predicted = scores.clone();
      assertThat(loss.lossAndResiduals(scores, targets)).isFinite().isNotNegative();
      loss.predict(predicted);
      assertThat(DoubleStream.concat(Arrays.stream(scores), Arrays.stream(predicted)))
          .allMatch(Double::isFinite);
    }
  }

  /** Rows side by side, column by column, are the rows one by one. */
  @ParameterizedTest
  @MethodSource("several")
  void rowsOfATileAreTheRowsAlone(Loss loss) {
    int k = loss.outputs();
    double[] scores = new Random(6).doubles(3L * k, -2, 2).toArray();
    boolean regression = loss instanceof Squared;
    double[] labels =
        regression ? new Random(7).doubles(5L * k).toArray() : new double[] {0, 1, 0, 1, 1};
    double[] weights = {1, 2, 0, 3, 1};
    Targets middle = new Targets(labels, weights, 1, 3, 5);
    double[] residuals = scores.clone();
    double sum = loss.lossAndResiduals(residuals, middle);
    double expected = 0;
    for (int i = 0; i < 3; i++) {
      double[] row = new double[k];
      for (int l = 0; l < k; l++) {
        row[l] = scores[l * 3 + i];
      }
      expected += loss.lossAndResiduals(row, new Targets(labels, weights, 1 + i, 1, 5));
      for (int l = 0; l < k; l++) {
        assertThat(residuals[l * 3 + i]).isEqualTo(row[l]);
      }
    }
    assertThat(sum).isCloseTo(expected, within(1e-13));
    double[] none = scores.clone();
    assertThat(loss.lossAndResiduals(none, new Targets(labels, weights, 2, 1, 5))).isZero();
    assertThat(
            loss.lossAndResiduals(
                new double[] {Double.NaN, 0, 0, 0, 0, 0, 0}, targets(loss, new Random(1), 1)))
        .isNaN();
    assertThat(Wire.copy(loss, Loss.class)).isEqualTo(loss);
  }

  @Test
  void softmaxOfTwoIsLogisticOfTheDifference() {
    for (double a = -30; a <= 30; a += 1.7) {
      for (double label : new double[] {0, 1}) {
        Targets targets = new Targets(new double[] {label}, NONE, 0, 1);
        double[] two = {0.4, a + 0.4};
        double loss = new Softmax(2).lossAndResiduals(two, targets);
        assertThat(loss).isCloseTo(value(new Logistic(), a, label), within(1e-14));
        assertThat(two[1]).isCloseTo(residual(new Logistic(), a, label, 1), within(1e-15));
      }
      double[] probabilities = {0, a};
      new Softmax(2).predict(probabilities);
      assertThat(probabilities[1]).isCloseTo(new Logistic().prediction(a), within(1e-15));
    }
  }

  @Test
  void softmaxOfEqualScoresIsTheLogarithmOfTheirNumber() {
    for (int k = 2; k <= 10; k++) {
      double loss =
          new Softmax(k).lossAndResiduals(new double[k], new Targets(new double[1], NONE, 0, 1));
      assertThat(loss).isCloseTo(Math.log(k), within(1e-15));
    }
    assertThatThrownBy(() -> new Softmax(1))
        .hasMessage("softmax needs at least 2 classes, but has 1");
    assertThatThrownBy(() -> new Squared(0))
        .hasMessage("a loss needs at least 1 output, but has 0");
  }

  private static Targets targets(Loss loss, Random random, double weight) {
    double[] labels =
        loss instanceof Squared
            ? random.doubles(loss.outputs(), -2, 2).toArray()
            : new double[] {random.nextInt(loss.outputs())};
    return new Targets(labels, new double[] {weight}, 0, 1, 1);
  }

  private static double at(Loss loss, double[] scores, int k, double h, Targets targets) {
    double[] moved = scores.clone();
    moved[k] += h;
    return loss.lossAndResiduals(moved, targets);
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
      assertThat(value(loss, t * a + (1 - t) * b, label))
          .isLessThanOrEqualTo(chord + 1e-12 + 1e-15 * chord);
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

  /** Of float32 they are near those of float64, or are refused. */
  @ParameterizedTest
  @MethodSource("losses")
  void singlesAreNearDoubles(Loss loss) {
    Rows rows = Rows.classification(8, 700, 1);
    Targets targets = rows.tile(0, Precision.SINGLE).slice(3, 680).targets();
    float[] singles = new float[677];
    double[] doubles = new double[677];
    for (int i = 0; i < singles.length; i++) {
      singles[i] = (float) (5 * rows.features()[i][0]);
      doubles[i] = singles[i];
    }
    if (!loss.takesSingles(targets)) {
      assertThat(loss).isNotInstanceOf(Logistic.class);
      assertThatThrownBy(() -> loss.lossAndResiduals(singles, targets, new LogisticSum()))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessage(loss.name() + " losses take scores in float64");
      return;
    }
    double expected = loss.lossAndResiduals(doubles, targets);
    double sum = loss.lossAndResiduals(singles, targets, new LogisticSum());
    assertThat(sum).isCloseTo(expected, within(1e-8 * expected));
    for (int i = 0; i < singles.length; i++) {
      assertThat((double) singles[i]).isCloseTo(doubles[i], within(2e-7 * Math.abs(doubles[i])));
    }
    Targets weighted = rows.weighted(doubles(700)).tile(0, Precision.SINGLE).all().targets();
    assertThat(loss.takesSingles(weighted)).isFalse();
    assertThat(loss.takesSingles(rows.tile(0, Precision.DOUBLE).all().targets())).isFalse();
  }

  private static double[] doubles(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return ones;
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

  @ParameterizedTest
  @MethodSource("losses")
  void predictionIsWhereTheResidualVanishes(Loss loss) {
    for (double score = -30; score <= 30; score += 0.9) {
      double prediction = loss.prediction(score);
      assertThat(residual(loss, score, prediction, 1)).isCloseTo(0, within(1e-15));
      assertThat(value(loss, score, prediction)).isGreaterThanOrEqualTo(0);
      if (!(loss instanceof Huber)) {
        assertThat(residual(loss, score, 1, 1)).isCloseTo(prediction - 1, within(1e-15));
      }
    }
  }

  @Test
  void huberIsSquaredNearTheLabelAndStraightBeyond() {
    Loss huber = new Huber(2);
    for (double r = -2; r <= 2; r += 0.25) {
      assertThat(value(huber, 3 + r, 3)).isEqualTo(value(new Squared(), 3 + r, 3));
      assertThat(residual(huber, 3 + r, 3, 1)).isEqualTo(r);
    }
    assertThat(value(huber, 8, 3)).isEqualTo(2 * (5 - 1));
    assertThat(residual(huber, 8, 3, 1)).isEqualTo(2);
    assertThat(residual(huber, -8, 3, 3)).isEqualTo(-6);
    for (double delta : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new Huber(delta))
          .hasMessage("huber.delta must be finite and > 0, but was " + delta);
    }
  }

  /** Half of scikit-learn's mean_poisson_deviance([2], [exp(0.5)]), and the like. */
  @Test
  void poissonIsHalfTheDeviance() {
    Loss poisson = new Poisson();
    assertThat(value(poisson, 0.5, 2)).isCloseTo(0.03501563182001877, within(1e-15));
    assertThat(value(poisson, -1, 0)).isCloseTo(Math.exp(-1), within(1e-16));
    assertThat(value(poisson, Math.log(7), 7)).isCloseTo(0, within(1e-14));
    assertThat(poisson.prediction(2)).isCloseTo(Math.exp(2), within(1e-14));
    assertThat(value(poisson, 0, Double.MIN_VALUE)).isCloseTo(1, within(1e-15));
    assertThat(value(poisson, 0, -1)).isNaN();
  }

  /** The tangent at 600 goes on where the exponential would leave the range of a double. */
  @Test
  void poissonGoesOnAsItsTangent() {
    Loss poisson = new Poisson();
    double mean = poisson.prediction(600);
    assertThat(poisson.prediction(1000)).isEqualTo(mean);
    double step = value(poisson, 602, 0) - value(poisson, 601, 0);
    assertThat(step).isCloseTo(mean, within(1e-12 * mean));
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
