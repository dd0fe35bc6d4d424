package dev.descent.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.optimize.Constant;
import dev.descent.optimize.Direction;
import dev.descent.optimize.OptimizerState;
import dev.descent.optimize.Schedule;
import dev.descent.optimize.Sgd;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gradient descent on f(x) = x^2: x after n steps is x (1 - 2 rate)^n. */
class SquareTest {

  @ParameterizedTest
  @CsvSource({
    "-9, 0.2, 6, -0.419904, 1e-15",
    "-9, 0.03, 20, -2.6109561702, 5.1e-11",
    "-3, 1.1, 6, -8.957952, 1e-13"
  })
  void iterates(double x, double rate, int steps, double expected, double tolerance) {
    Sgd sgd = new Sgd();
    Schedule schedule = new Constant(rate);
    OptimizerState state = sgd.init(1);
    double at = x;
    for (int step = 0; step < steps; step++) {
      Direction direction = sgd.direction(state, new double[] {2 * at});
      at -= schedule.rate(step) * direction.values()[0];
      state = direction.next();
    }
    assertThat(at).isCloseTo(expected, within(tolerance));
    assertThat(at).isCloseTo(x * Math.pow(1 - 2 * rate, steps), within(1e-13));
  }
}
