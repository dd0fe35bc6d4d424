package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.jobs.run.Json;
import dev.descent.jobs.spec.JobFileException;
import dev.descent.spark.source.DataException;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether the rows that are held out now were held out when a champion was trained. */
final class HeldOutTest {
  private static final HeldOut NOW =
      new HeldOut(Map.of("by", "hash", "test", 0.2, "seed", 3L, "columns", 5, "identity", "00ff"));

  private static void require(String champion) {
    NOW.requireLike(4, Json.parse(champion.replace('\'', '"')));
  }

  @Test
  void theSameIsTheSame() {
    assertThatCode(
            () ->
                require(
                    "{'heldOut':{'seed':3,'by':'hash','columns':5,'identity':'00ff','test':0.2}}"))
        .doesNotThrowAnyException();
  }

  @Test
  void aChampionThatDoesNotTellIsRefused() {
    assertThatThrownBy(() -> require("{}"))
        .isInstanceOf(JobFileException.class)
        .hasMessage(
            "version 4, the champion, does not tell which rows were held out when it was trained;"
                + " train and promote a version that does");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'by':'hash','test':0.3,'seed':3,'columns':5,'identity':'00ff'}",
        "{'by':'hash','test':0.2,'seed':4,'columns':5,'identity':'00ff'}",
        "{'by':'group','test':0.2,'seed':3}",
        "{'by':'hash','test':0.3,'seed':3,'columns':6,'identity':'0011'}",
        "{}",
      })
  void anotherSplitIsRefused(String heldOut) {
    assertThatThrownBy(() -> require("{'heldOut':" + heldOut + "}"))
        .isInstanceOf(JobFileException.class)
        .hasMessageStartingWith(
            "data.split must hold out the same rows as when version 4, the champion, was trained, {")
        .hasMessageEndingWith("; put it back, or promote a version that was trained with it");
  }

  @ParameterizedTest
  @CsvSource({"6, but by 6", "5, but by others"})
  void otherColumnsAreRefused(int columns, String told) {
    String then = "'test':0.2,'seed':3,'columns':" + columns + ",'identity':'0011'";
    assertThatThrownBy(() -> require("{'heldOut':{'by':'hash'," + then + "}}"))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(
            "data.train: rows are told apart by 5 columns, " + told + " when version 4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'testFrom':7} | {'testFrom':7} | true",
        "{'testFrom':7} | {'testFrom':6.5} | false",
        "{'validationFrom':5,'testFrom':7} | {'validationFrom':4,'testFrom':6.5} | true",
        "{'testFrom':'2026-11-02'} | {'testFrom':'2026-11-10T00:00:00Z'} | true",
        "{'testFrom':'2026-11-02T00:00:00.500Z'} | {'testFrom':'2026-11-02'} | false",
        "{'testFrom':'2026-11-02'} | {'testFrom':20} | false",
        "{} | {'testFrom':1} | true",
      })
  void testsBeginWhereTrainingEnded(String champion, String challenger, boolean fits) {
    ThrowingCallable check =
        () ->
            HeldOut.requireLater(
                Json.parse(("{'split':" + champion + "}").replace('\'', '"')),
                Json.parse(("{'split':" + challenger + "}").replace('\'', '"')));
    if (fits) {
      assertThatCode(check).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(check)
          .isInstanceOf(DataException.class)
          .hasMessageStartingWith("data.split.by { time }: ");
    }
  }
}
