package dev.descent.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.spark.source.BadRows;
import dev.descent.spark.source.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SkipAtMostTest {

  /** In doubles 0.29 of 100 is less than 29, and 0.07 of 100 more than 7. */
  @ParameterizedTest
  @CsvSource({"0.29, 29, 100", "0.07, 7, 100", "0.01, 1, 100", "0.01, 0, 1", "0.999, 999, 1000"})
  void theShareItselfIsSkippedAndOneRowMoreIsNot(double share, int bad, int rows) {
    SkipAtMost skip = new SkipAtMost(share);
    assertThatCode(() -> skip.require("t", rows(bad, rows))).doesNotThrowAnyException();
    assertThatThrownBy(() -> skip.require("t", rows(bad + 1, rows)))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("t: " + (bad + 1) + " of " + rows + " rows cannot be used")
        .hasMessageContaining("more than data.bad-rows.skip-at-most = " + share)
        .hasMessageContaining("\nt: column a is bad; clean it (");
  }

  @Test
  void withoutAShareOneBadRowIsRefused() {
    assertThat(SkipAtMost.NONE.skips()).isFalse();
    assertThat(SkipAtMost.NONE.refusal("t", rows(0, 9))).isEmpty();
    assertThat(SkipAtMost.NONE.refusal("t", rows(1, 9)))
        .containsExactly("t: column a is bad; clean it (1 row, e.g. \"x\")");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  void aShareIsBelowOne(double share) {
    assertThatThrownBy(() -> new SkipAtMost(share))
        .hasMessage("data.bad-rows.skip-at-most must be in [0, 1), but was " + share);
  }

  @Test
  void reasonsAreNamedWithoutAdvice() {
    BadRows bad = rows(2, 2);
    bad.add("weight w is bad", "\"y\"");
    assertThat(bad.reasons().toString()).isEqualTo("{column a is bad=2, weight w is bad=1}");
  }

  private static BadRows rows(int bad, int all) {
    BadRows rows = new BadRows();
    for (int i = 0; i < all; i++) {
      rows.read();
    }
    for (int i = 0; i < bad; i++) {
      rows.add("column a is bad; clean it", "\"x\"");
    }
    return new BadRows().merge(rows);
  }
}
