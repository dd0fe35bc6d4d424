package dev.descent.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.math.Wire;
import dev.descent.sample.Permitted;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every optimizer. */
class OptimizerLaws {
  private static final double[] START = {-1.2, 1};

  /** A rate at which each one descends into Rosenbrock's valley. */
  private static final Map<Class<?>, Schedule> RATES =
      Map.of(
          Sgd.class, new Constant(1e-3),
          Momentum.class, new Constant(1e-4),
          Nesterov.class, new Constant(1e-4),
          AdaGrad.class, new Constant(0.5),
          RmsProp.class, new Exponential(1e-2, 0.9995),
          Adam.class, new Constant(1e-2),
          Fista.class, new Constant(5e-4));

  static List<Optimizer> optimizers() {
    return List.of(
        new Sgd(),
        new Momentum(0.9),
        new Nesterov(0.9),
        new AdaGrad(1e-8),
        new RmsProp(0.9, 1e-8),
        new Adam(0.9, 0.999, 1e-8),
        new Fista());
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

  /** In place and a piece at a time, in any order, it is the same direction. */
  @ParameterizedTest
  @MethodSource("optimizers")
  void turnsAPieceAtATime(Optimizer optimizer) {
    OptimizerState state =
        optimizer.direction(optimizer.init(5), new double[] {1, -2, 3, 0, 5}).next();
    double[] gradient = {-3, 4, 0.5, -1e-9, 7};
    Direction whole = optimizer.direction(state, gradient);
    OptimizerState own = state.copy();
    optimizer.turn(own, gradient, 2, 5);
    assertThat(gradient).startsWith(-3, 4);
    optimizer.turn(own, gradient, 0, 2);
    assertThat(gradient).containsExactly(whole.values());
    assertThat(Wire.bytes(own.next())).isEqualTo(Wire.bytes(whole.next()));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void pointAndAfterArePure(Optimizer optimizer) {
    Point reached =
        new Point(START, optimizer.init(2)).after(9, optimizer, OptimizerLaws::quadratic);
    byte[] before = Wire.bytes(reached.state);
    double[] w = {0.5, -0.25};
    double[] point = optimizer.point(reached.state, w);
    assertThat(w).containsExactly(0.5, -0.25);
    assertThat(optimizer.point(reached.state, w)).containsExactly(point);
    double[] to = {0.75, -1};
    Optimizer.Step step = new Optimizer.Step(w, point.clone(), to);
    OptimizerState after = optimizer.after(reached.state, step);
    byte[] expected = Wire.bytes(after);
    assertThat(after.step()).isEqualTo(reached.state.step());
    assertThat(Wire.bytes(reached.state)).isEqualTo(before);
    assertThat(step.from()).containsExactly(0.5, -0.25);
    assertThat(step.point()).containsExactly(point);
    assertThat(to).containsExactly(0.75, -1);
    to[0] = 1e9;
    assertThat(Wire.bytes(after)).isEqualTo(expected);
  }

  /** The very array, so that an objective known there need not be evaluated again. */
  @ParameterizedTest
  @MethodSource("optimizers")
  void onlyFistaLooksAhead(Optimizer optimizer) {
    OptimizerState state = optimizer.init(2);
    assertThat(optimizer.point(state, START)).isSameAs(START);
    Point reached = new Point(START, state).after(9, optimizer, OptimizerLaws::quadratic);
    double[] point = optimizer.point(reached.state, reached.w);
    assertThat(point == reached.w).isEqualTo(!(optimizer instanceof Fista));
  }

  /** Without momentum both are plain descent. */
  @ParameterizedTest
  @MethodSource("velocities")
  void momentumOfZeroIsPlainDescent(Optimizer optimizer) {
    OptimizerState state = optimizer.direction(optimizer.init(1), new double[] {5}).next();
    assertThat(optimizer.direction(state, new double[] {3}).values()).containsExactly(3);
  }

  static List<Optimizer> velocities() {
    return List.of(new Momentum(0), new Nesterov(0));
  }

  @Test
  void sgdGoesAlongTheGradient() {
    Sgd sgd = new Sgd();
    assertThat(sgd.direction(sgd.init(2), new double[] {3, -4}).values()).containsExactly(3, -4);
  }

  /** v = 2, then 1/2 2 + 3. */
  @Test
  void momentumByHand() {
    assertThat(directions(new Momentum(0.5), 2, 3)).containsExactly(2, 4);
  }

  /** v as above; 2 + 1/2 2, then 3 + 1/2 4. */
  @Test
  void nesterovByHand() {
    assertThat(directions(new Nesterov(0.5), 2, 3)).containsExactly(3, 5);
  }

  /** s = 9, then 9 + 16. */
  @Test
  void adaGradByHand() {
    assertThat(directions(new AdaGrad(1), 3, -4)).containsExactly(3 / 4.0, -4 / 6.0);
  }

  /** s = 16 / 4, then 3/4 4 + 4 / 4. */
  @Test
  void rmsPropByHand() {
    assertThat(directions(new RmsProp(0.75, 1), 4, -2)).containsExactly(4 / 3.0, -2 / 3.0);
  }

  /**
   * From 8 on w^2 / 2 at rate 1/2: to 4 and 2 with beta = 0 twice, since t = 1 in the first step;
   * then t2 = (1 + sqrt 5) / 2, t3 = (1 + sqrt(1 + 4 t2^2)) / 2 and beta = (t2 - 1) / t3.
   */
  @Test
  void fistaByHand() {
    Fista fista = new Fista();
    double[] w = {8};
    OptimizerState state = fista.init(1);
    for (double expected : new double[] {4, 2}) {
      assertThat(fista.point(state, w)).isSameAs(w);
      Direction direction = fista.direction(state, w);
      assertThat(direction.values()).containsExactly(w);
      double[] to = {w[0] - direction.values()[0] / 2};
      assertThat(to).containsExactly(expected);
      state = fista.after(direction.next(), new Optimizer.Step(w, w, to));
      w = to;
    }
    double t2 = (1 + Math.sqrt(5)) / 2;
    double t3 = (1 + Math.sqrt(1 + 4 * t2 * t2)) / 2;
    assertThat(state.step()).isEqualTo(2);
    assertThat(state.slots()[0]).containsExactly(-2);
    assertThat(state.slots()[1][1]).isCloseTo(t3, within(1e-15));
    double beta = (t2 - 1) / t3;
    assertThat(fista.point(state, w)[0]).isCloseTo(2 - 2 * beta, within(1e-15));
  }

  /** It moved by -0.3, but the step from the point ahead, at -0.4, went up to -0.2. */
  @Test
  void fistaBeginsAgainWhenAStepGoesAgainstTheSlope() {
    Fista fista = new Fista();
    OptimizerState state = new OptimizerState(7, new double[][] {{-1}, {0.5, 3}});
    double[] from = {0.1};
    double[] point = fista.point(state, from);
    assertThat(point).containsExactly(-0.4);
    OptimizerState against =
        fista.after(state, new Optimizer.Step(from, point, new double[] {-0.2}));
    assertThat(against.slots()).isDeepEqualTo(new double[][] {{0}, {0, 1}});
    assertThat(against.step()).isEqualTo(7);
    OptimizerState along = fista.after(state, new Optimizer.Step(from, point, new double[] {-0.5}));
    assertThat(along.slots()[0]).containsExactly(-0.6);
    double t = (1 + Math.sqrt(37)) / 2;
    assertThat(along.slots()[1]).containsExactly(2 / t, t);
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

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  void refusesWhatIsNoShareOfThePast(double wrong) {
    assertThatThrownBy(() -> new Momentum(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("optimizer.momentum must be in [0, 1), but was " + wrong);
    assertThatThrownBy(() -> new Nesterov(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("optimizer.momentum must be in [0, 1), but was " + wrong);
    assertThatThrownBy(() -> new RmsProp(wrong, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("optimizer.decay must be in [0, 1), but was " + wrong);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesADivisorThatMayVanish(double wrong) {
    assertThatThrownBy(() -> new AdaGrad(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("optimizer.epsilon must be finite and > 0, but was " + wrong);
    assertThatThrownBy(() -> new RmsProp(0.9, wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("optimizer.epsilon must be finite and > 0, but was " + wrong);
  }

  /** The directions for two gradients of one parameter. */
  private static double[] directions(Optimizer optimizer, double one, double two) {
    Direction first = optimizer.direction(optimizer.init(1), new double[] {one});
    Direction second = optimizer.direction(first.next(), new double[] {two});
    return new double[] {first.values()[0], second.values()[0]};
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
      Schedule schedule = Objects.requireNonNull(RATES.get(optimizer.getClass()));
      double[] at = w;
      OptimizerState now = state;
      for (int s = 0; s < steps; s++) {
        double[] point = optimizer.point(now, at);
        Direction direction = optimizer.direction(now, gradient.apply(point));
        double[] to = new double[at.length];
        for (int j = 0; j < to.length; j++) {
          to[j] = point[j] - schedule.rate(now.step()) * direction.values()[j];
        }
        now = optimizer.after(direction.next(), new Optimizer.Step(at, point, to));
        at = to;
      }
      return new Point(at, now);
    }
  }
}
