package dev.descent.jobs.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.descent.jobs.spec.DueSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DueTest {
  private static final Instant LAST = Instant.parse("2026-11-26T02:00:00Z");
  private static final Optional<Due.Last> TRAINED = Optional.of(new Due.Last(LAST, 1000));
  private static final DueSpec ALWAYS = new DueSpec(Optional.empty(), OptionalInt.empty());

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
            newRows < 0 ? OptionalInt.empty() : OptionalInt.of(newRows));
    Due found = Due.of(when, TRAINED, LAST.plus(Duration.parse(age)), () -> rows);
    assertThat(found.is()).isEqualTo(due);
    assertThat(found.why()).containsExactly(why);
  }

  @Test
  void bothReasonsAreSaidWhereNeitherIsEnough() {
    DueSpec when = new DueSpec(Optional.of(Duration.ofHours(3)), OptionalInt.of(5));
    assertThat(Due.of(when, TRAINED, LAST, () -> 1001))
        .isEqualTo(
            new Due(
                false,
                List.of("the last training is 0s old, due from 3h", "1 rows are new, due from 5")));
  }

  @Test
  void rowsAreCountedOnlyWhereTheyMatter() {
    assertThat(Due.of(ALWAYS, Optional.empty(), LAST, () -> fail("counted")).why())
        .containsExactly("there is no champion");
    assertThat(Due.of(ALWAYS, TRAINED, LAST, () -> fail("counted")).why())
        .containsExactly("retrain.when does not limit it");
    DueSpec daily = new DueSpec(Optional.of(Duration.ofDays(1)), OptionalInt.empty());
    assertThat(Due.of(daily, TRAINED, LAST, () -> fail("counted")).is()).isFalse();
    assertThat(Due.forced().is()).isTrue();
  }
}
