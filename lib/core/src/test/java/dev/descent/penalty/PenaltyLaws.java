package dev.descent.penalty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.math.Wire;
import dev.descent.sample.Permitted;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every penalty; the last of four parameters is an intercept. */
class PenaltyLaws {
  private static final double[] FACTORS = {1, 0.5, 2, 0};

  static List<Penalty> penalties() {
    return List.of(
        new None(),
        new Ridge(0.3, FACTORS),
        new Ridge(0, FACTORS),
        new Lasso(0.3, FACTORS),
        new Lasso(0, FACTORS),
        new ElasticNet(0.3, 0.4, FACTORS),
        new ElasticNet(0.3, 0, FACTORS),
        new ElasticNet(0.3, 1, FACTORS));
  }

  @Test
  void everyPenaltyIsHere() {
    assertThat(Permitted.classes(penalties())).isEqualTo(Permitted.subclasses(Penalty.class));
  }

  @ParameterizedTest
  @MethodSource("penalties")
  void gradientIsTheDerivativeAndIsAdded(Penalty penalty) {
    Random random = new Random(2);
    double h = 1e-3;
    for (int i = 0; i < 50; i++) {
      double[] w = random.doubles(4, -3, 3).toArray();
      double[] before = random.doubles(4, -1, 1).toArray();
      double[] gradient = before.clone();
      penalty.addRidgeGradient(w, gradient);
      for (int j = 0; j < w.length; j++) {
        double difference = (ridge(penalty, w, j, h) - ridge(penalty, w, j, -h)) / (2 * h);
        assertThat(gradient[j] - before[j]).isCloseTo(difference, within(1e-7));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("penalties")
  void zeroAtZeroAndNeverNegativeAndEven(Penalty penalty) {
    double[] w = {1.5, -2, 0.25, 7};
    double[] minus = {-1.5, 2, -0.25, -7};
    assertThat(penalty.value(new double[4])).isZero();
    assertThat(penalty.value(w)).isNotNegative().isEqualTo(penalty.value(minus));
  }

  @ParameterizedTest
  @MethodSource("penalties")
  void leavesTheInterceptAlone(Penalty penalty) {
    double[] gradient = new double[4];
    penalty.addRidgeGradient(new double[] {0, 0, 0, 1e6}, gradient);
    assertThat(gradient).containsExactly(0, 0, 0, 0);
    assertThat(penalty.value(new double[] {0, 0, 0, 1e6})).isZero();
  }

  @ParameterizedTest
  @MethodSource("penalties")
  void leavesParametersAsTheyAreAndTravels(Penalty penalty) {
    double[] w = {1, 2, 3, 4};
    penalty.addRidgeGradient(w, new double[4]);
    assertThat(w).containsExactly(1, 2, 3, 4);
    assertThat(Wire.copy(penalty, Penalty.class).value(w)).isEqualTo(penalty.value(w));
  }

  /** prox minimizes (x - w)^2 / (2 rate) + lasso part, against a fine grid around and at zero. */
  @ParameterizedTest
  @MethodSource("penalties")
  void proxMinimizesDistanceAndLassoPart(Penalty penalty) {
    for (double rate : new double[] {0.1, 1, 3}) {
      for (double x = -2; x <= 2; x += 0.13) {
        double[] moved = {x, x, x, x};
        penalty.prox(moved, rate);
        for (int j = 0; j < moved.length; j++) {
          double least = cost(penalty, rate, x, moved[j], j);
          for (double w = -3; w <= 3; w += 0.01) {
            assertThat(least).isLessThanOrEqualTo(cost(penalty, rate, x, w, j) + 1e-15);
          }
          assertThat(least).isLessThanOrEqualTo(cost(penalty, rate, x, 0, j));
        }
        assertThat(moved[3]).isEqualTo(x);
      }
    }
  }

  private static double cost(Penalty penalty, double rate, double x, double w, int j) {
    return (x - w) * (x - w) / (2 * rate) + penalty.lasso() * FACTORS[j] * Math.abs(w);
  }

  /** A short step against the gradient and its prox go along the subgradient of least norm. */
  @ParameterizedTest
  @MethodSource("penalties")
  void subgradientIsWhereAShortStepGoes(Penalty penalty) {
    Random random = new Random(3);
    double rate = 0x1p-20;
    for (int i = 0; i < 50; i++) {
      double[] w = random.doubles(4, -1, 1).map(x -> Math.abs(x) < 0.5 ? 0 : x).toArray();
      double[] gradient = random.doubles(4, -1, 1).toArray();
      double[] stepped = w.clone();
      for (int j = 0; j < w.length; j++) {
        stepped[j] -= rate * gradient[j];
      }
      penalty.prox(stepped, rate);
      double[] subgradient = penalty.subgradient(w, gradient);
      for (int j = 0; j < w.length; j++) {
        assertThat(subgradient[j]).isCloseTo((w[j] - stepped[j]) / rate, within(1e-9));
      }
    }
  }

  @Test
  void proxMakesExactZeros() {
    double[] w = {0.25, -0.3, 0.7, 0.1};
    Penalty lasso = new Lasso(0.5, FACTORS);
    assertThat(lasso.hasLassoPart()).isTrue();
    lasso.prox(w, 0.5);
    assertThat(w[0]).isZero();
    assertThat(w).usingComparatorWithPrecision(1e-15).containsExactly(0, -0.175, 0.2, 0.1);
    assertThat(new ElasticNet(1, 0, FACTORS).hasLassoPart()).isFalse();
    assertThat(new Ridge(1, FACTORS).hasLassoPart()).isFalse();
  }

  @Test
  void elasticNetMixesLassoAndRidge() {
    double[] w = {1, -2, 3, 4};
    double lasso = new Lasso(0.5, FACTORS).value(w);
    double ridge = new Ridge(0.5, FACTORS).value(w);
    assertThat(lasso).isEqualTo(0.5 * (1 + 1 + 6));
    assertThat(new ElasticNet(0.5, 0.25, FACTORS).value(w))
        .isCloseTo(0.25 * lasso + 0.75 * ridge, within(1e-15));
    assertThatThrownBy(() -> new ElasticNet(1, 1.5, FACTORS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mixing must be in [0, 1], but was 1.5");
  }

  @Test
  void ridgeIsHalfTheSquaresByFactor() {
    double[] w = {1, 2, 3, 4};
    assertThat(new Ridge(0.5, FACTORS).value(w)).isEqualTo(0.25 * (1 + 1 + 36));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesWhatIsNoStrengthOrFactor(double wrong) {
    assertThatThrownBy(() -> new Ridge(wrong, FACTORS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("strength must be finite and >= 0, but was " + wrong);
    assertThatThrownBy(() -> new Ridge(1, new double[] {1, wrong}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("penalty factors must be finite and >= 0, but factor 1 was " + wrong);
  }

  /** The penalty less its lasso part. */
  private static double ridge(Penalty penalty, double[] w, int j, double h) {
    double absolutes = 0;
    for (int k = 0; k < w.length; k++) {
      absolutes += FACTORS[k] * Math.abs(w[k] + (k == j ? h : 0));
    }
    return at(penalty, w, j, h) - penalty.lasso() * absolutes;
  }

  private static double at(Penalty penalty, double[] w, int j, double h) {
    double[] moved = w.clone();
    moved[j] += h;
    return penalty.value(moved);
  }
}
