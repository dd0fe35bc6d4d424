package dev.descent.jobs.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.descent.jobs.spec.DueSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DueTest {
  private static final Instant LAST = Instant.parse("2026-11-26T02:00:00Z");
  private static final Optional<Due.Last> TRAINED = Optional.of(new Due.Last(LAST, 1000));
  private static final OptionalDouble NONE = OptionalDouble.empty();
  private static final DueSpec ALWAYS = new DueSpec(Optional.empty(), OptionalInt.empty(), NONE);

  private static final Due.Now UNASKED =
      new Due.Now(LAST, () -> fail("counted"), () -> fail("measured"));

  private static Due.Now now(Instant at, long rows) {
    return new Due.Now(at, () -> rows, () -> fail("measured"));
  }

  private static Due drifted(double bound, ColumnDrift... columns) {
    return Due.of(
        new DueSpec(Optional.of(Duration.ofDays(7)), OptionalInt.of(50), OptionalDouble.of(bound)),
        TRAINED,
        new Due.Now(LAST, () -> 1001, () -> Optional.of(List.of(columns))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PT24H | -1 | PT24H    | 0    | true  | the last training is 1d old, due from 1d",
        "PT24H | -1 | PT50H    | 0    | true  | the last training is 2d 2h old, due from 1d",
        "PT24H | -1 | PT23H59M | 9999 | false | the last training is 23h 59m old, due from 1d",
        "PT90S | -1 | PT89S    | 9999 | false | the last training is 89s old, due from 90s",
        "PT24H | -1 | -PT30M   | 9999 | false | the last training is -30m old, due from 1d",
        "''    | 50 | PT999H   | 1049 | false | 49 rows are new, due from 50",
        "''    | 50 | PT0S     | 1050 | true  | 50 rows are new, due from 50",
        "''    | 50 | PT0S     | 900  | false | -100 rows are new, due from 50",
        "PT24H | 50 | PT1H     | 1050 | true  | 50 rows are new, due from 50",
        "PT24H | 50 | PT24H    | 1000 | true  | the last training is 1d old, due from 1d",
      })
  void itIsDueByAgeOrByNewRows(
      String every, int newRows, String age, long rows, boolean due, String why) {
    DueSpec when =
        new DueSpec(
            Optional.of(every).filter(text -> !text.isEmpty()).map(Duration::parse),
            newRows < 0 ? OptionalInt.empty() : OptionalInt.of(newRows),
            NONE);
    Due found = Due.of(when, TRAINED, now(LAST.plus(Duration.parse(age)), rows));
    assertThat(found.is()).isEqualTo(due);
    assertThat(found.why()).containsExactly(why);
  }

  @Test
  void bothReasonsAreSaidWhereNeitherIsEnough() {
    DueSpec when = new DueSpec(Optional.of(Duration.ofHours(3)), OptionalInt.of(5), NONE);
    assertThat(Due.of(when, TRAINED, now(LAST, 1001)))
        .isEqualTo(
            new Due(
                false,
                List.of("the last training is 0s old, due from 3h", "1 rows are new, due from 5")));
  }

  @Test
  void rowsAreCountedOnlyWhereTheyMatter() {
    assertThat(Due.of(ALWAYS, Optional.empty(), UNASKED).why())
        .containsExactly("there is no champion");
    assertThat(Due.of(ALWAYS, TRAINED, UNASKED).why())
        .containsExactly("retrain.when does not limit it");
    DueSpec daily = new DueSpec(Optional.of(Duration.ofDays(1)), OptionalInt.empty(), NONE);
    assertThat(Due.of(daily, TRAINED, UNASKED).is()).isFalse();
    assertThat(Due.forced().is()).isTrue();
  }

  @Test
  void itIsDueByTheColumnThatMovedMost() {
    ColumnDrift still = new ColumnDrift("age", 0.01, 0.1);
    ColumnDrift moved = new ColumnDrift("income", 0.25, 0.2);
    String why = "column income moved most since the champion was trained: PSI 0.250, due above ";
    assertThat(drifted(0.2, still, moved)).isEqualTo(new Due(true, List.of(why + "0.2")));
    assertThat(drifted(0.25, moved, still))
        .isEqualTo(
            new Due(
                false,
                List.of(
                    "the last training is 0s old, due from 7d",
                    "1 rows are new, due from 50",
                    why + "0.25")));
    assertThat(drifted(0.2).why())
        .last()
        .isEqualTo("drift is not measured: no column has a profile");
  }

  @Test
  void aChampionWithoutAProfileHasNotDrifted() {
    DueSpec when = new DueSpec(Optional.empty(), OptionalInt.empty(), OptionalDouble.of(0.1));
    assertThat(Due.of(when, TRAINED, new Due.Now(LAST, () -> fail("counted"), Optional::empty)))
        .isEqualTo(
            new Due(
                false,
                List.of(
                    "drift is not measured: the champion was published without the profile of its"
                        + " training rows; --force trains a challenger that has one")));
  }

  @Test
  void driftIsMeasuredOnlyWhereNothingElseIsEnough() {
    DueSpec when =
        new DueSpec(Optional.of(Duration.ofDays(1)), OptionalInt.of(50), OptionalDouble.of(0.1));
    assertThat(Due.of(when, TRAINED, now(LAST.plus(Duration.ofDays(1)), 1000)).why())
        .containsExactly("the last training is 1d old, due from 1d");
    assertThat(Due.of(when, TRAINED, now(LAST, 1050)).why())
        .containsExactly("50 rows are new, due from 50");
  }
}
