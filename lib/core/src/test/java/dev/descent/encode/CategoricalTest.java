package dev.descent.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.encode.Categorical.Rule;
import dev.descent.math.Wire;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CategoricalTest {
  private static final Categorical CUT = Categorical.of("cut", List.of("Ideal", "Fair", "Good"));

  @Test
  void namesTheFeatureOfEveryCategory() {
    assertThat(CUT.features()).containsExactly("cut=Fair", "cut=Good", "cut=Ideal");
    assertThat(CUT.with(Rule.OTHER).with(Rule.MISSING).with(Rule.FIRST_LEFT_OUT).features())
        .containsExactly("cut=Good", "cut=Ideal", "cut=(other)", "cut=(missing)");
  }

  /** As strings 10 stands before 9, and by UTF-16 units the emoji before the private character. */
  @Test
  void ordersNumbersByValueAndTextsByCodePoint() {
    assertThat(Categorical.of("c", List.of("10", "9", "-1", "1e1", "2.5")).categories())
        .containsExactly("-1", "2.5", "9", "10", "1e1");
    assertThat(Categorical.of("c", List.of("10", "9", "-1", "x")).categories())
        .containsExactly("-1", "10", "9", "x");
    assertThat(Categorical.of("c", List.of("\ud83d\ude00", "\ue000", "\u00e9", "z")).categories())
        .containsExactly("z", "\u00e9", "\ue000", "\ud83d\ude00");
  }

  @Test
  void codesAreTheirPlaces() {
    assertThat(CUT.code("Fair")).isEqualTo(0);
    assertThat(CUT.code("Ideal")).isEqualTo(2);
    assertThat(CUT.code("fair")).isEqualTo(Categorical.NONE);
    assertThat(CUT.missing()).isEqualTo(Categorical.NONE);
    assertThat(CUT.with(Rule.FIRST_LEFT_OUT).code("Ideal")).isEqualTo(2);
  }

  @Test
  void rulesSayWhatBecomesOfOthers() {
    assertThat(CUT.with(Rule.OTHER).code("?")).isEqualTo(3);
    assertThat(CUT.with(Rule.OTHER).missing()).isEqualTo(3);
    assertThat(CUT.with(Rule.MISSING).code("?")).isEqualTo(Categorical.NONE);
    assertThat(CUT.with(Rule.MISSING).missing()).isEqualTo(3);
    assertThat(CUT.with(Rule.OTHER).with(Rule.MISSING).missing()).isEqualTo(4);
    assertThat(CUT.with(Rule.UNSEEN_REFUSED).code("?")).isNaN();
    assertThat(CUT.with(Rule.UNSEEN_REFUSED).missing()).isNaN();
    assertThat(CUT.with(Rule.UNSEEN_REFUSED).with(Rule.OTHER).code("?")).isEqualTo(3);
    assertThat(CUT.with(Rule.MISSING_REFUSED).missing()).isNaN();
    assertThat(CUT.with(Rule.MISSING_REFUSED).code("?")).isEqualTo(Categorical.NONE);
  }

  @Test
  void travels() {
    Categorical cut = CUT.with(Rule.OTHER);
    assertThat(Wire.copy(cut, Categorical.class)).isEqualTo(cut).isNotEqualTo(CUT);
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> Categorical.of("cut", List.of("a", "a")))
        .hasMessage("the categories of column cut must differ");
    assertThatThrownBy(() -> Categorical.of("cut", List.of()))
        .hasMessage("column cut makes no feature");
    assertThatThrownBy(() -> Categorical.of("cut", List.of("a")).with(Rule.FIRST_LEFT_OUT))
        .hasMessage("column cut makes no feature");
    assertThatThrownBy(() -> CUT.with(Rule.MISSING).with(Rule.MISSING_REFUSED))
        .hasMessage("a missing value of column cut is either a category or refused");
    List<String> many =
        IntStream.rangeClosed(0, Categorical.MOST).mapToObj(Integer::toString).toList();
    assertThatThrownBy(() -> new Categorical("zip", many, Set.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("column zip may have 10000 categories, but has 10001");
    assertThat(new Categorical("zip", many.subList(1, many.size()), Set.of()).size())
        .isEqualTo(10_000);
  }
}
