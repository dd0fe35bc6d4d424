package dev.descent.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Names, order, counts and values against scikit-learn 1.2.1: {@code golden.py names} in the
 * resources prints them.
 */
class PolynomialTest {
  private static final Polynomial SQUARES = Polynomial.ofDegree(2);
  private static final Polynomial CUBES = Polynomial.ofDegree(3);

  @Test
  void namesAndOrder() {
    assertThat(names(SQUARES.withBias(), "a", "b"))
        .containsExactly("1", "a", "b", "a^2", "a b", "b^2");
    assertThat(names(CUBES, "a", "b", "c"))
        .containsExactly(
            "a", "b", "c", "a^2", "a b", "a c", "b^2", "b c", "c^2", "a^3", "a^2 b", "a^2 c",
            "a b^2", "a b c", "a c^2", "b^3", "b^2 c", "b c^2", "c^3");
    assertThat(names(CUBES.ofInteractionsOnly(), "a", "b", "c"))
        .containsExactly("a", "b", "c", "a b", "a c", "b c", "a b c");
    assertThat(names(SQUARES.ofInteractionsOnly().withBias(), "a", "b", "c", "d"))
        .containsExactly("1", "a", "b", "c", "d", "a b", "a c", "a d", "b c", "b d", "c d");
    List<String> many = names(Polynomial.ofDegree(5).withBias(), "a b c d e f g h".split(" "));
    assertThat(many).hasSize(1287);
    assertThat(IntStream.of(0, 8, 9, 44, 45, 164, 165, 494, 495, 700, 1286).mapToObj(many::get))
        .containsExactly(
            "1", "h", "a^2", "h^2", "a^3", "h^3", "a^4", "h^4", "a^5", "a c^3 d", "h^5");
  }

  /** With the bias; there is one feature less without. */
  @ParameterizedTest
  @CsvSource({
    "2, 2, false, 6",
    "1, 40, false, 41",
    "8, 5, false, 1287",
    "8, 5, true, 219",
    "20, 4, false, 10626",
    "5, 9, true, 32",
    "1, 999999, false, 1000000",
    "999999, 1, false, 1000000"
  })
  void counts(int columns, int degree, boolean interactionsOnly, int expected) {
    Polynomial without = new Polynomial(degree, interactionsOnly, false);
    assertThat(without.features(columns)).isEqualTo(expected - 1);
    assertThat(without.withBias().features(columns)).isEqualTo(expected);
    assertThat(Monomials.of(without, columns).size()).isEqualTo(expected - 1);
    assertThat(Monomials.of(without.withBias(), columns).size()).isEqualTo(expected);
  }

  /** (0.1, -3.7, 2.5), where scikit-learn multiplies in another order. */
  @Test
  void values() {
    assertThat(features(CUBES, 0.1, -3.7, 2.5))
        .containsExactly(
            new double[] {
              0.1,
              -3.7,
              2.5,
              0.010000000000000002,
              -0.37000000000000005,
              0.25,
              13.690000000000001,
              -9.25,
              6.25,
              0.0010000000000000002,
              -0.037000000000000005,
              0.025,
              1.3690000000000002,
              -0.925,
              0.625,
              -50.653000000000006,
              34.225,
              -23.125,
              15.625
            },
            within(1e-14));
    assertThat(features(SQUARES.withBias(), 0.0, -2)).containsExactly(1, 0, -2, 0, -0.0, 4);
    assertThat(features(SQUARES.ofInteractionsOnly(), 3.0, -2)).containsExactly(3, -2, -6);
  }

  /** A product is formed from its first column on, rounded once for each further one. */
  @Test
  void everyProductIsItsParentTimesOneColumn() {
    double a = 0.1;
    double b = 0.2;
    double c = 0.3;
    double[] features = features(CUBES, a, b, c);
    assertThat(features[13]).isEqualTo((a * b) * c).isNotEqualTo(a * (b * c));
    assertThat(features[11]).isEqualTo((a * a) * c);
    double[] powers = features(Polynomial.ofDegree(40), 1.1);
    double power = 1;
    for (int k = 0; k < 40; k++) {
      power *= 1.1;
      assertThat(powers[k]).isEqualTo(power);
    }
  }

  @Test
  void noneIsTheColumnsThemselves() {
    assertThat(Polynomial.none().expands()).isFalse();
    assertThat(Polynomial.none().ofInteractionsOnly().expands()).isFalse();
    assertThat(Polynomial.none().withBias().expands()).isTrue();
    assertThat(SQUARES.expands()).isTrue();
    assertThat(names(Polynomial.none().withBias(), "a", "b")).containsExactly("1", "a", "b");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1000000, false, true, 1000001, 1 column",
    "100, 5, false, false, 96560645, 100 columns",
    "182, 3, false, false, 1038219, 182 columns",
    "1000, 3, true, true, 166667501, 1000 columns",
    "66, 33, false, false, more than 10^18, 66 columns",
    "2147483647, 1000000, false, false, more than 10^18, 2147483647 columns",
    "2147483647, 1000000, true, false, more than 10^18, 2147483647 columns",
    "2147483647, 2, true, true, 2305843008139952129, 2147483647 columns"
  })
  void tooManyAreRefusedBeforeAnythingIsAllocated(
      int columns, int degree, boolean interactionsOnly, boolean bias, String count, String of) {
    Polynomial polynomial = new Polynomial(degree, interactionsOnly, bias);
    String advice = interactionsOnly ? "" : ", set features.polynomial.interactions-only";
    assertThatThrownBy(() -> Monomials.of(polynomial, columns))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "features.polynomial of degree "
                + degree
                + " makes "
                + count
                + " features of "
                + of
                + ", but at most 1000000 are possible; lower features.polynomial.degree"
                + advice
                + " or take fewer columns");
  }

  /** Names take one step each, not one for each factor: else this would take hours. */
  @Test
  void asManyAsPossible() {
    List<String> names = names(Polynomial.ofDegree(1_000_000), "x");
    assertThat(names.get(999_999)).isEqualTo("x^1000000");
    assertThat(new HashSet<>(names)).hasSize(1_000_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1_000_001, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void refusesADegreeThatIsNone(int degree) {
    assertThatThrownBy(() -> Polynomial.ofDegree(degree))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("features.polynomial.degree must be 1 to 1000000, but was " + degree);
  }

  @Test
  void refusesTwoFeaturesOfOneName() {
    assertCollision(SQUARES, "a^2", "\"a^2\" and of \"a\"^2", "a", "a^2");
    assertCollision(SQUARES, "a b", "\"a b\" and of \"a\" \"b\"", "a", "b", "a b");
    assertCollision(CUBES, "a b c", "\"a b\" \"c\" and of \"a\" \"b c\"", "a b", "a", "c", "b c");
    assertCollision(Polynomial.none().withBias(), "1", "1 and of \"1\"", "1");
    assertCollision(SQUARES, "a", "\"a\" and of \"a\"", "a", "a");
    assertThat(names(SQUARES, "a^2", "b")).containsExactly("a^2", "b", "a^2^2", "a^2 b", "b^2");
    assertThat(names(SQUARES.ofInteractionsOnly(), "a", "a^2")).endsWith("a a^2");
  }

  private static void assertCollision(
      Polynomial polynomial, String name, String of, String... columns) {
    assertThatThrownBy(() -> names(polynomial, columns))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "features.polynomial makes two features named "
                + name
                + ", of "
                + of
                + "; rename a column or leave one out (features.exclude)");
  }

  private static List<String> names(Polynomial polynomial, String... columns) {
    return Monomials.of(polynomial, columns.length).names(List.of(columns));
  }

  private static double[] features(Polynomial polynomial, double... raw) {
    Monomials monomials = Monomials.of(polynomial, raw.length);
    double[] features = new double[monomials.size()];
    monomials.expand(raw, features);
    return features;
  }
}
