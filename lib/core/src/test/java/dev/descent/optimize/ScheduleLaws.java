package dev.descent.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.math.Wire;
import dev.descent.sample.Permitted;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every schedule. */
class ScheduleLaws {

  static List<Schedule> schedules() {
    return Stream.concat(falling().stream(), rising().stream()).toList();
  }

  /** Those that start at their initial rate. */
  static List<Schedule> falling() {
    return List.of(
        new Constant(0.1),
        new InverseScaling(0.1, 0.5),
        new InverseScaling(0.1, 0),
        new Exponential(0.1, 0.99),
        new Exponential(0.1, 0.01),
        new Exponential(0.1, 1),
        new StepDecay(0.1, 7, 0.5),
        new StepDecay(0.1, 1, 0.01),
        new Cosine(0.1, 1),
        new Cosine(0.1, 300),
        new Cosine(0.1, Integer.MAX_VALUE));
  }

  /** Those that first rise. */
  static List<WarmUp> rising() {
    return Stream.of(1, 10, 999, Integer.MAX_VALUE)
        .flatMap(steps -> falling().stream().map(then -> new WarmUp(steps, then)))
        .toList();
  }

  @Test
  void everyScheduleIsHere() {
    assertThat(Permitted.classes(schedules())).isEqualTo(Permitted.subclasses(Schedule.class));
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void isAlwaysARate(Schedule schedule) {
    for (int step = 0; step < 1000; step++) {
      assertThat(schedule.rate(step)).isPositive().isLessThanOrEqualTo(0.1);
    }
    for (int step : new int[] {1_000_000, Integer.MAX_VALUE - 1, Integer.MAX_VALUE}) {
      assertThat(schedule.rate(step)).isPositive().isLessThanOrEqualTo(0.1);
    }
  }

  /** A warm-up rises first: it has its own law. */
  @ParameterizedTest
  @MethodSource("falling")
  void startsAtTheInitialRateAndNeverRises(Schedule schedule) {
    assertThat(schedule.rate(0)).isEqualTo(0.1);
    for (int step = 1; step < 1000; step++) {
      assertThat(schedule.rate(step)).isLessThanOrEqualTo(schedule.rate(step - 1));
    }
    assertThat(schedule.rate(Integer.MAX_VALUE)).isLessThanOrEqualTo(schedule.rate(999));
  }

  @ParameterizedTest
  @MethodSource("rising")
  void warmUpIsAShareOfTheRateThatItRisesTo(WarmUp schedule) {
    Schedule then = schedule.then();
    for (int step = 0; step < 1000; step++) {
      if (step + 1 < schedule.steps()) {
        double share = (step + 1.0) / schedule.steps();
        assertThat(schedule.rate(step)).isCloseTo(share * then.rate(step), within(1e-17));
      } else {
        assertThat(schedule.rate(step)).isEqualTo(then.rate(step));
      }
    }
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

  @Test
  void exponentialIsAPowerOfItsDecay() {
    assertThat(new Exponential(2, 0.5).rate(3)).isEqualTo(0.25);
    assertThat(new Exponential(2, 0.9).rate(2)).isCloseTo(1.62, within(1e-15));
    assertThat(new Exponential(2, 0.5).rate(2000)).isEqualTo(Double.MIN_NORMAL);
  }

  @Test
  void stepDecayFallsEverySoManySteps() {
    StepDecay schedule = new StepDecay(2, 3, 0.5);
    assertThat(IntStream.range(0, 8).mapToDouble(schedule::rate).toArray())
        .containsExactly(2, 2, 2, 1, 1, 1, 0.5, 0.5);
  }

  /** 1 + cos(0, 60, 90, 120, 150 degrees) = 2, 3/2, 1, 1/2, 1 - sqrt(3)/2. */
  @Test
  void cosineIsHalfAWave() {
    Cosine schedule = new Cosine(2, 6);
    assertThat(schedule.rate(2)).isCloseTo(1.5, within(1e-15));
    assertThat(schedule.rate(3)).isCloseTo(1, within(1e-15));
    assertThat(schedule.rate(4)).isCloseTo(0.5, within(1e-15));
    assertThat(schedule.rate(5)).isCloseTo(1 - Math.sqrt(0.75), within(1e-15));
    assertThat(schedule.rate(6)).isEqualTo(schedule.rate(5));
    assertThat(schedule.rate(1000)).isEqualTo(schedule.rate(5));
  }

  /** 1 + cos itself is 0 there, and so is no rate. */
  @Test
  void cosineOfManyStepsDoesNotCancel() {
    int steps = Integer.MAX_VALUE;
    assertThat(1 + Math.cos(Math.PI * (steps - 1.0) / steps)).isZero();
    double expected = Math.pow(Math.PI / 2 / steps, 2);
    assertThat(new Cosine(1, steps).rate(steps - 1) / expected).isCloseTo(1, within(1e-14));
  }

  @Test
  void warmUpRisesByEqualParts() {
    WarmUp schedule = new WarmUp(4, new Constant(2));
    assertThat(IntStream.range(0, 6).mapToDouble(schedule::rate).toArray())
        .containsExactly(0.5, 1, 1.5, 2, 2, 2);
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
    for (ThrowingCallable creation :
        List.<ThrowingCallable>of(
            () -> new Exponential(wrong, 1),
            () -> new StepDecay(wrong, 1, 1),
            () -> new Cosine(wrong, 1))) {
      assertThatThrownBy(creation)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("rate.initial must be finite and > 0, but was " + wrong);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 1.01, Double.NaN})
  void refusesWhatIsNoFactor(double wrong) {
    assertThatThrownBy(() -> new Exponential(1, wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rate.decay must be in (0, 1], but was " + wrong);
    assertThatThrownBy(() -> new StepDecay(1, 1, wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rate.factor must be in (0, 1], but was " + wrong);
  }

  @Test
  void refusesNoSteps() {
    assertThatThrownBy(() -> new StepDecay(1, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rate.every must be >= 1, but was 0");
    assertThatThrownBy(() -> new Cosine(1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rate.steps must be >= 1, but was 0");
    assertThatThrownBy(() -> new WarmUp(-1, new Constant(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rate.warm-up must be >= 1, but was -1");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesWhatIsNoPower(double wrong) {
    assertThatThrownBy(() -> new InverseScaling(1, wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("power >= 0, but was 1.0, " + wrong);
  }
}
