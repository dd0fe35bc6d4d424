package dev.descent.jobs.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrengthTest {
  @Test
  void aPathFallsInEqualRatios() {
    double[] decades = {1, 0.1, 0.01, 0.001, 0.0001};
    double[] values = new Strength.Path(1, 1e-4, 5).values();
    for (int k = 0; k < decades.length; k++) {
      assertThat(values[k]).isCloseTo(decades[k], within(4e-16 * decades[k]));
    }
    double[] halves = new Strength.Path(48, 3, 9).values();
    for (int k = 0; k < halves.length; k++) {
      assertThat(halves[k] * halves[k]).isCloseTo(48 * 48 / StrictMath.pow(2, k), within(1e-12));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1e-4, 100",
    "949.43526442, 0.1, 10000",
    "1.7976931348623157e308, 4.9e-324, 10000",
    "3e-320, 4.9e-324, 10000",
    "0.1, 0.1, 10000",
    "0.30000000000000004, 0.3, 10000",
    "2, 1, 2"
  })
  void aPathHasItsEndsExactlyAndNeverRises(double from, double to, int steps) {
    double[] values = new Strength.Path(from, to, steps).values();
    assertThat(values).hasSize(steps);
    assertThat(values[0]).isEqualTo(from);
    assertThat(values[steps - 1]).isEqualTo(to);
    for (int k = 1; k < steps; k++) {
      assertThat(values[k]).isLessThanOrEqualTo(values[k - 1]).isGreaterThanOrEqualTo(to);
    }
  }

  @Test
  void aLongPathHasNoTwoEqualStrengths() {
    assertThat(Arrays.stream(new Strength.Path(1, 1e-4, 10_000).values()).distinct().count())
        .isEqualTo(10_000);
  }

  @Test
  void oneStrengthIsAPathOfOne() {
    assertThat(new Strength.One(0.5).values()).containsExactly(0.5);
    assertThat(new PenaltySpec.None().strength().values()).containsExactly(0);
  }
}
