package dev.descent.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.loss.Squared;
import dev.descent.network.Activation;
import dev.descent.network.Mlp;
import dev.descent.objective.Objective;
import dev.descent.penalty.None;
import dev.descent.sample.Rows;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Curves that a 1-32-32-1 tanh perceptron learns from 100 even points of [-3, 3]. */
class CurveFittingTest {
  private static final Mlp NETWORK = new Mlp(1, List.of(32, 32), 1, Activation.TANH);
  private static final int POINTS = 100;

  static Stream<Arguments> curves() {
    return Stream.of(
        curve("x^2", x -> x * x, .371),
        curve("|x|", Math::abs, .028),
        curve("3 sin x", x -> 3 * Math.sin(x), .435));
  }

  private static Arguments curve(String name, DoubleUnaryOperator curve, double bound) {
    return Arguments.of(name, curve, bound);
  }

  /** The median of five seeds; the mean squared error is twice the mean squared loss. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("curves")
  void isLearned(String name, DoubleUnaryOperator curve, double bound) {
    double[][] features = new double[POINTS][1];
    double[] labels = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      features[i][0] = -3 + 6.0 * i / (POINTS - 1);
      labels[i] = curve.applyAsDouble(features[i][0]);
    }
    Objective objective = new Objective(NETWORK, new Squared(), new None());
    Descent descent = new Descent(objective, Rows.of(features, labels), 64, .05);
    double[] errors =
        IntStream.rangeClosed(1, 5)
            .mapToDouble(seed -> 2 * descent.after(400, NETWORK.start(seed)).last().loss())
            .sorted()
            .toArray();
    assertThat(errors[2]).as(name).isLessThan(bound);
  }
}
