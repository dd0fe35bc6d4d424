package dev.descent.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.math.Wire;
import dev.descent.sample.Permitted;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every schedule. */
class ScheduleLaws {

  static List<Schedule> schedules() {
    return List.of(new Constant(0.1), new InverseScaling(0.1, 0.5), new InverseScaling(0.1, 0));
  }

  @Test
  void everyScheduleIsHere() {
    assertThat(Permitted.classes(schedules())).isEqualTo(Permitted.subclasses(Schedule.class));
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void startsAtTheInitialRateAndNeverRises(Schedule schedule) {
    assertThat(schedule.rate(0)).isEqualTo(0.1);
    for (int step = 1; step < 1000; step++) {
      assertThat(schedule.rate(step)).isPositive().isLessThanOrEqualTo(schedule.rate(step - 1));
    }
    assertThat(schedule.rate(Integer.MAX_VALUE)).isPositive().isFinite();
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void dependsOnTheStepAlone(Schedule schedule) {
    double late = schedule.rate(77);
    assertThat(Wire.copy(schedule, Schedule.class).rate(77)).isEqualTo(late);
    assertThat(schedule.rate(77)).isEqualTo(late);
  }

  @Test
  void inverseScalingIsAPowerOfTheStep() {
    assertThat(new InverseScaling(2, 0.5).rate(99)).isCloseTo(0.2, within(1e-16));
    assertThat(new InverseScaling(2, 1).rate(3)).isEqualTo(0.5);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesWhatIsNoRate(double wrong) {
    assertThatThrownBy(() -> new Constant(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rate.initial must be finite and > 0, but was " + wrong);
    assertThatThrownBy(() -> new InverseScaling(wrong, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("but was " + wrong);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesWhatIsNoPower(double wrong) {
    assertThatThrownBy(() -> new InverseScaling(1, wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("power >= 0, but was 1.0, " + wrong);
  }
}
