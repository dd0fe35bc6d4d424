package dev.descent.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.math.SparseVector;
import dev.descent.math.Wire;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HashedTest {
  private static final Hashed X = Hashed.of("x", 4);
  private static final Hashed Y = Hashed.of("y", 4);

  /** Computed by a program of its own in Python, from the definition; they must never change. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "cut, Ideal, -1, -20, -51858, -3318864",
        "cut, Fair, -2, -94, -245735, -15727035",
        "color, Ideal, -2, -69, -179796, -11506885",
        "origin, JFK, 2, 66, 172721, 11054124",
        "origin, '', -1, -7, -17017, -1089029"
      })
  void codesAreFixed(String column, String value, int of2, int of100, int of18, int of24) {
    assertThat(Hashed.of(column, 2).code(value)).isEqualTo(of2);
    assertThat(Hashed.of(column, 100).code(value)).isEqualTo(of100);
    assertThat(Hashed.of(column, 1 << 18).code(value)).isEqualTo(of18);
    assertThat(Hashed.of(column, 1 << 24).code(value)).isEqualTo(of24);
  }

  @Test
  void aMissingValueIsRefusedOrAValueOfItsOwn() {
    assertThat(Hashed.of("cut", 100).missing()).isNaN();
    Hashed cut = new Hashed("cut", 100, Hashed.Missing.VALUE);
    assertThat(cut.missing()).isEqualTo(7);
    assertThat(cut.code("")).isNotEqualTo(7);
    assertThat(cut.code("\u00ff")).isNotEqualTo(7);
  }

  /** Within five standard deviations of what independent values would give. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 64, 100})
  void valuesSpreadEvenlyOverFeaturesAndSigns(int size) {
    int values = 100_000;
    int[] of = new int[size];
    int positive = 0;
    for (int v = 0; v < values; v++) {
      double code = Hashed.of("id", size).code(Integer.toString(v));
      of[(int) Math.abs(code) - 1]++;
      positive += code > 0 ? 1 : 0;
    }
    double expected = (double) values / size;
    assertThat(IntStream.of(of).mapToDouble(n -> Math.abs(n - expected)).max().orElseThrow())
        .isLessThan(5 * Math.sqrt(expected));
    assertThat(Math.abs(positive - values / 2.0)).isLessThan(2.5 * Math.sqrt(values));
  }

  /** The same value of another column is another one: its sign and feature tell nothing. */
  @Test
  void columnsAreHashedApart() {
    long both =
        IntStream.range(0, 10_000)
            .mapToObj(Integer::toString)
            .filter(v -> Hashed.of("a", 2).code(v) == Hashed.of("b", 2).code(v))
            .count();
    assertThat(both).isBetween(2300L, 2700L);
  }

  /** x: a is -2, b is 2, e is 1, f is 4; y: a is 1, b is -1, e is 2. */
  @Test
  void valuesOfTwoColumnsAddUpWhereTheyMeet() {
    Expansion expansion = Expansion.of(List.of(Numeric.of("n"), X, Y), 2, Polynomial.none());
    assertThat(expansion.features())
        .containsExactly("n", "hash[0]", "hash[1]", "hash[2]", "hash[3]");
    assertThat(expansion.hashedFeatures()).isEqualTo(4);
    double[] into = expansion.roomFor(new double[3]);
    assertThat(made(expansion, into, 6, X.code("f"), Y.code("b"))).containsExactly(3, -1, 0, 0, 1);
    assertThat(made(expansion, into, 6, X.code("e"), Y.code("a"))).containsExactly(3, 2, 0, 0, 0);
    assertThat(made(expansion, into, 6, X.code("a"), Y.code("e"))).containsExactly(3, 0, 0, 0, 0);
  }

  @Test
  void standBehindTheProductsAndCategories() {
    Expansion expansion =
        Expansion.of(
            List.of(Categorical.of("c", List.of("u")), Numeric.of("n"), Numeric.of("m"), Y, X),
            1,
            Polynomial.ofDegree(2));
    assertThat(expansion.features().subList(0, 7))
        .containsExactly("n", "m", "n^2", "n m", "m^2", "c=u", "hash[0]");
    double[] into = expansion.roomFor(new double[5]);
    assertThat(made(expansion, into, 0, 2, 3, Y.code("b"), X.code("f")))
        .containsExactly(2, 3, 4, 6, 9, 1, -1, 0, 0, 1);
  }

  @Test
  void whatIsRefusedIsNotFinite() {
    Expansion expansion = Expansion.of(List.of(X, Y), 1, Polynomial.none());
    double[] into = expansion.roomFor(new double[2]);
    for (double wrong : new double[] {X.missing(), 0, 5, -5, 0.5}) {
      assertThat(expansion.apply(new double[] {wrong, 1}, into)).as("%s", wrong).isFalse();
      assertThat(expansion.notFinite(into)).contains("hash[0]");
      SparseVector entries = new SparseVector();
      assertThat(expansion.apply(new double[] {wrong, 1}, entries)).isFalse();
      assertThat(expansion.notFinite(entries)).contains("hash[0]");
    }
    assertThat(expansion.apply(new double[] {-4, 4}, into)).isTrue();
  }

  /** Two to the power of 24 names in full would take half a gigabyte and more. */
  @Test
  void namesAreMadeWhenTheyAreAskedFor() {
    List<Column> columns = List.of(Numeric.of("n"), Hashed.of("id", Hashed.MOST));
    List<String> names = Expansion.of(columns, 1, Polynomial.none()).features();
    assertThat(names.getClass()).isEqualTo(FeatureNames.class);
    assertThat(names.size()).isEqualTo(Hashed.MOST + 1);
    assertThat(names.get(Hashed.MOST)).isEqualTo("hash[16777215]");
    assertThatThrownBy(() -> names.get(Hashed.MOST + 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hash[0]", "hash[3]"})
  void refusesANumberOfTheSameName(String name) {
    assertThatThrownBy(() -> Expansion.of(List.of(Numeric.of(name), X), 1, Polynomial.none()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the columns make two features named "
                + name
                + "; rename a column or leave one out (features.exclude)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"hash[4]", "hash[]", "hash[03]", "hash[-1]", "hash[1", "hash[9999999999]"})
  void takesANumberOfANameThatNoFeatureHas(String name) {
    Expansion expansion = Expansion.of(List.of(Numeric.of(name), X), 1, Polynomial.none());
    assertThat(expansion.features()).hasSize(5).startsWith(name, "hash[0]");
  }

  @Test
  void refusesWhatMakesNoSense() {
    for (int size : new int[] {1, 0, -1, Hashed.MOST + 1}) {
      assertThatThrownBy(() -> Hashed.of("x", size))
          .hasMessage("features.hashed.size must be from 2 to 16777216, but was " + size);
    }
    assertThatThrownBy(() -> Expansion.of(List.of(X, Hashed.of("y", 8)), 1, Polynomial.none()))
        .hasMessage("hashed columns must be of one size, but were of 4 and 8");
    assertThatThrownBy(() -> Expansion.of(List.of(X, Numeric.of("n")), 1, Polynomial.none()))
        .hasMessage("hashed columns must be the last ones, but n follows x");
  }

  @Test
  void travels() {
    Expansion expansion = Expansion.of(List.of(Numeric.of("n"), X), 3, Polynomial.none());
    Expansion copy = Wire.copy(expansion, Expansion.class);
    assertThat(copy.inputs()).isEqualTo(expansion.inputs());
    assertThat(copy.features()).isEqualTo(expansion.features());
    assertThat(copy.hashedFeatures()).isEqualTo(4);
  }

  private static double[] made(Expansion expansion, double[] into, double... raw) {
    SparseVector entries = new SparseVector();
    if (expansion.polynomial().isEmpty()) {
      assertThat(expansion.apply(raw.clone(), entries)).isTrue();
    }
    assertThat(expansion.apply(raw, into)).isTrue();
    if (expansion.polynomial().isEmpty()) {
      double[] sparse = new double[into.length];
      entries.write(sparse);
      assertThat(sparse).isEqualTo(into);
    }
    return DoubleStream.of(Arrays.copyOf(into, into.length)).map(x -> x + 0.0).toArray();
  }
}
