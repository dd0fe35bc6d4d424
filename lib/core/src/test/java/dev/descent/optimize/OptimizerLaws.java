package dev.descent.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.math.Wire;
import dev.descent.sample.Permitted;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every optimizer. */
class OptimizerLaws {
  private static final double[] START = {-1.2, 1};

  /** A rate at which each one descends into Rosenbrock's valley. */
  private static final Map<Class<?>, Double> RATES = Map.of(Sgd.class, 1e-3, Adam.class, 1e-2);

  static List<Optimizer> optimizers() {
    return List.of(new Sgd(), new Adam(0.9, 0.999, 1e-8));
  }

  @Test
  void everyOptimizerIsHere() {
    assertThat(Permitted.classes(optimizers())).isEqualTo(Permitted.subclasses(Optimizer.class));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void findsTheMinimumOfAQuadratic(Optimizer optimizer) {
    Point end =
        new Point(START, optimizer.init(2)).after(20_000, optimizer, OptimizerLaws::quadratic);
    assertThat(end.w[0]).isCloseTo(3, within(1e-6));
    assertThat(end.w[1]).isCloseTo(-2, within(1e-6));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void findsTheMinimumOfRosenbrocksValley(Optimizer optimizer) {
    Point end =
        new Point(START, optimizer.init(2)).after(60_000, optimizer, OptimizerLaws::rosenbrock);
    assertThat(end.w[0]).isCloseTo(1, within(1e-6));
    assertThat(end.w[1]).isCloseTo(1, within(1e-6));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void continuesFromAWrittenStateToTheBit(Optimizer optimizer) {
    Point start = new Point(START, optimizer.init(2));
    Point uninterrupted = start.after(200, optimizer, OptimizerLaws::rosenbrock);
    for (int stop : new int[] {0, 1, 7, 199}) {
      Point half = start.after(stop, optimizer, OptimizerLaws::rosenbrock);
      OptimizerState read = Wire.copy(half.state, OptimizerState.class);
      Optimizer copy = Wire.copy(optimizer, Optimizer.class);
      Point end = new Point(half.w, read).after(200 - stop, copy, OptimizerLaws::rosenbrock);
      assertThat(end.w).containsExactly(uninterrupted.w);
      assertThat(Wire.bytes(end.state)).isEqualTo(Wire.bytes(uninterrupted.state));
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void pure(Optimizer optimizer) {
    OptimizerState state = optimizer.direction(optimizer.init(2), START).next();
    byte[] before = Wire.bytes(state);
    double[] gradient = {3, -4};
    Direction first = optimizer.direction(state, gradient);
    first.values()[0] = 1e9;
    assertThat(gradient).containsExactly(3, -4);
    Direction second = optimizer.direction(state, gradient);
    assertThat(second.values()[0]).isNotEqualTo(1e9);
    assertThat(Wire.bytes(state)).isEqualTo(before);
    assertThat(second.next().step()).isEqualTo(2);
  }

  @Test
  void sgdGoesAlongTheGradient() {
    Sgd sgd = new Sgd();
    assertThat(sgd.direction(sgd.init(2), new double[] {3, -4}).values()).containsExactly(3, -4);
  }

  /** Algorithm 1 by hand: gradients 2, then -1. */
  @Test
  void adamByHand() {
    Adam adam = new Adam(0.9, 0.99, 1e-3);
    Direction first = adam.direction(adam.init(1), new double[] {2});
    assertThat(first.values()[0]).isCloseTo(2 / 2.001, within(1e-12));
    Direction second = adam.direction(first.next(), new double[] {-1});
    double mean = (0.9 * 0.2 - 0.1) / (1 - 0.81);
    double square = (0.99 * 0.04 + 0.01) / (1 - 0.9801);
    assertThat(second.values()[0]).isCloseTo(mean / (Math.sqrt(square) + 1e-3), within(1e-12));
  }

  @Test
  void adamRefusesConstantsOutsideTheirRange() {
    for (double[] wrong :
        new double[][] {{-.1, .9, 1}, {1, .9, 1}, {.9, 1, 1}, {.9, -1, 1}, {.9, .9, 0}}) {
      assertThatThrownBy(() -> new Adam(wrong[0], wrong[1], wrong[2]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("0 <= beta1, beta2 < 1 and epsilon > 0");
    }
  }

  /** The gradient of ((x - 3)^2 + 10 (y + 2)^2) / 2. */
  private static double[] quadratic(double[] w) {
    return new double[] {w[0] - 3, 10 * (w[1] + 2)};
  }

  /** The gradient of Rosenbrock's (1 - x)^2 + 100 (y - x^2)^2, with its minimum at (1, 1). */
  private static double[] rosenbrock(double[] w) {
    double rise = w[1] - w[0] * w[0];
    return new double[] {-2 * (1 - w[0]) - 400 * w[0] * rise, 200 * rise};
  }

  private record Point(double[] w, OptimizerState state) {

    Point after(int steps, Optimizer optimizer, UnaryOperator<double[]> gradient) {
      double rate = RATES.getOrDefault(optimizer.getClass(), Double.NaN);
      double[] at = w.clone();
      OptimizerState now = state;
      for (int s = 0; s < steps; s++) {
        Direction direction = optimizer.direction(now, gradient.apply(at));
        for (int j = 0; j < at.length; j++) {
          at[j] -= rate * direction.values()[j];
        }
        now = direction.next();
      }
      return new Point(at, now);
    }
  }
}
