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
  private static final double[] FACTORS = {1, 0.25, 4, 0};

  static List<Penalty> penalties() {
    return List.of(new None(), new Ridge(0.3, FACTORS), new Ridge(0, FACTORS));
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
        double difference = (at(penalty, w, j, h) - at(penalty, w, j, -h)) / (2 * h);
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

  private static double at(Penalty penalty, double[] w, int j, double h) {
    double[] moved = w.clone();
    moved[j] += h;
    return penalty.value(moved);
  }
}
