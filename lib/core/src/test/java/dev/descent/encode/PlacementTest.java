package dev.descent.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.encode.Categorical.Rule;
import dev.descent.math.Wire;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacementTest {
  private static final Categorical CUT = Categorical.of("cut", List.of("Fair", "Good", "Ideal"));
  private static final List<Column> COLUMNS =
      List.of(CUT, Numeric.filled("age", 40).withIndicator(), Numeric.of("b"));

  @Test
  void featuresStandInTheOrderOfTheColumns() {
    Expansion expansion = Expansion.of(COLUMNS, 2, Polynomial.none());
    assertThat(expansion.columns()).containsExactly("cut", "age", "b");
    assertThat(expansion.required()).containsExactly("b");
    assertThat(expansion.features())
        .containsExactly("cut=Fair", "cut=Good", "cut=Ideal", "age", "age is missing", "b");
    assertThat(expanded(expansion, 1, 8, 6)).containsExactly(0, 1, 0, 4, 0, 3);
    assertThat(expanded(expansion, Categorical.NONE, Double.NaN, 6))
        .containsExactly(0, 0, 0, 20, 1, 3);
  }

  /** Categories have no products: a category times another is for a later version. */
  @Test
  void monomialsOfTheNumbersStandFirst() {
    Expansion expansion = Expansion.of(COLUMNS, 1, Polynomial.ofDegree(2).withBias());
    assertThat(expansion.features())
        .containsExactly(
            "1",
            "age",
            "b",
            "age^2",
            "age b",
            "b^2",
            "cut=Fair",
            "cut=Good",
            "cut=Ideal",
            "age is missing");
    assertThat(expanded(expansion, 2, 3, 5)).containsExactly(1, 3, 5, 9, 15, 25, 0, 0, 1, 0);
    assertThat(expanded(expansion, 0, Double.NaN, 5))
        .containsExactly(1, 40, 5, 1600, 200, 25, 1, 0, 0, 1);
  }

  @Test
  void theFirstCategoryMayBeLeftOut() {
    Expansion expansion =
        Expansion.of(
            List.of(CUT.with(Rule.FIRST_LEFT_OUT).with(Rule.MISSING)), 1, Polynomial.none());
    assertThat(expansion.features()).containsExactly("cut=Good", "cut=Ideal", "cut=(missing)");
    assertThat(expanded(expansion, CUT.code("Fair"))).containsExactly(0, 0, 0);
    assertThat(expanded(expansion, CUT.code("Good"))).containsExactly(1, 0, 0);
    assertThat(expanded(expansion, CUT.with(Rule.MISSING).missing())).containsExactly(0, 0, 1);
  }

  /** A later row in the same array starts anew. */
  @Test
  void rowsDoNotLeakIntoOneAnother() {
    Expansion expansion = Expansion.of(COLUMNS, 1, Polynomial.none());
    double[] into = expansion.roomFor(new double[3]);
    expansion.apply(new double[] {0, Double.NaN, 1}, into);
    expansion.apply(new double[] {2, 7, 1}, into);
    assertThat(into).containsExactly(0, 0, 1, 7, 0, 1);
  }

  @Test
  void whatIsRefusedIsNotFinite() {
    Expansion expansion =
        Expansion.of(
            List.of(Numeric.filled("a", 1), Numeric.of("b"), CUT.with(Rule.UNSEEN_REFUSED)),
            1,
            Polynomial.none());
    double[] into = expansion.roomFor(new double[3]);
    double nan = Double.NaN;
    assertThat(expansion.apply(new double[] {nan, nan, 0}, into)).isFalse();
    assertThat(expansion.notFinite(into)).contains("b");
    assertThat(expansion.apply(new double[] {nan, 1, nan}, into)).isFalse();
    assertThat(expansion.notFinite(into)).contains("cut=Fair");
    assertThat(expansion.apply(new double[] {nan, 1, 3}, into)).isFalse();
    assertThat(expansion.apply(new double[] {nan, 1, -2}, into)).isFalse();
    assertThat(expansion.apply(new double[] {nan, 1, 2}, into)).isTrue();
  }

  @Test
  void travels() {
    Expansion expansion = Expansion.of(COLUMNS, 3, Polynomial.ofDegree(2));
    Expansion copy = Wire.copy(expansion, Expansion.class);
    assertThat(copy.inputs()).isEqualTo(COLUMNS);
    assertThat(copy.features()).isEqualTo(expansion.features());
    assertThat(expanded(copy, 1, 2, 3)).containsExactly(expanded(expansion, 1, 2, 3));
  }

  @Test
  void onlyNumbersThatAreAllThereAreReadAsTheyAre() {
    double[] raw = {1, 2};
    Expansion plain = Expansion.of(Column.numbers(List.of("a", "b")), 1, Polynomial.none());
    assertThat(plain.isPlain()).isTrue();
    assertThat(plain.roomFor(raw)).isSameAs(raw);
    Expansion filled =
        Expansion.of(List.of(Numeric.of("a"), Numeric.filled("b", 0)), 1, Polynomial.none());
    assertThat(filled.isPlain()).isFalse();
    assertThat(filled.roomFor(raw)).isNotSameAs(raw);
  }

  @Test
  void refusesTwoFeaturesOfOneName() {
    assertThatThrownBy(
            () -> Expansion.of(List.of(CUT, Numeric.of("cut=Good")), 1, Polynomial.none()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the columns make two features named cut=Good; rename a column or leave one out"
                + " (features.exclude)");
    Column reserved = Categorical.of("cut", List.of("(missing)")).with(Rule.MISSING);
    assertThatThrownBy(() -> Expansion.of(List.of(reserved), 1, Polynomial.none()))
        .hasMessageContaining("two features named cut=(missing)");
  }

  @Test
  void refusesAPolynomialOfNoNumber() {
    assertThatThrownBy(() -> Expansion.of(List.of(CUT), 1, Polynomial.ofDegree(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("features.polynomial is of numeric columns, but there is none; leave it out");
  }

  @Test
  void refusesFillsThatAreNoNumbers() {
    assertThatThrownBy(() -> Numeric.filled("a", Double.POSITIVE_INFINITY))
        .hasMessage("what fills column a must be finite, but was Infinity");
    assertThatThrownBy(() -> Numeric.of("a").withIndicator())
        .hasMessage("column a needs what fills it beside its indicator");
  }

  private static double[] expanded(Expansion expansion, double... raw) {
    double[] into = expansion.roomFor(raw);
    assertThat(expansion.apply(raw, into)).isTrue();
    return Arrays.copyOf(into, into.length);
  }
}
