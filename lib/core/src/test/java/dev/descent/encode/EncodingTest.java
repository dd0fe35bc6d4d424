package dev.descent.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.data.Standardizer;
import dev.descent.math.Wire;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingTest {
  private static final Standardizer STANDARDIZER =
      new Standardizer(new double[] {1, 2}, new double[] {0.5, 4});

  @Test
  void dividesThenStandardizes() {
    double[] row = {8, 40};
    Encoding encoding = new Encoding(List.of("a", "b"), 4, STANDARDIZER);
    assertThat(encoding.expansion().roomFor(row)).isSameAs(row);
    assertThat(encoding.apply(row, row)).isTrue();
    assertThat(row).containsExactly((8 / 4.0 - 1) / 0.5, (40 / 4.0 - 2) / 4);
  }

  /** Division and not a product with the inverse: other bits. */
  @Test
  void divides() {
    double[] row = {49, 1};
    new Expansion(List.of("a", "b"), 49, Polynomial.none()).apply(row, row);
    assertThat(row).containsExactly(1, 1 / 49.0);
    new Expansion(List.of("a", "b"), 1, Polynomial.none()).apply(row, row);
    assertThat(row).containsExactly(1, 1 / 49.0);
  }

  /** The bias has scale 0, as it has when it is fitted. */
  @Test
  void dividesThenExpandsThenStandardizes() {
    double[] means = {1, 1, 2, 3, 4, 5};
    Expansion expansion = new Expansion(List.of("a", "b"), 4, Polynomial.ofDegree(2).withBias());
    Encoding encoding =
        new Encoding(expansion, new Standardizer(means, new double[] {0, 1, 2, 4, 8, 16}));
    assertThat(encoding.columns()).containsExactly("a", "b");
    assertThat(encoding.features()).containsExactly("1", "a", "b", "a^2", "a b", "b^2");
    double[] features = new double[6];
    for (double a : new double[] {8, -2}) {
      double x = a / 4;
      double y = 40 / 4.0;
      assertThat(encoding.apply(new double[] {a, 40}, features)).isTrue();
      assertThat(features)
          .containsExactly(
              0, x - 1, (y - 2) / 2, (x * x - 3) / 4, (x * y - 4) / 8, (y * y - 5) / 16);
    }
  }

  @Test
  void aColumnAtATimeIsARowAtATime() {
    Encoding encoding =
        new Encoding(
            List.of("a", "b"), 3, new Standardizer(new double[] {0.1, 2}, new double[] {0.7, 0}));
    assertThat(encoding.expansion().keepsColumns()).isTrue();
    double[][] columns = {{8, -1, 0.3, 5}, {40, 1e9, 7, 5}};
    for (int i = 0; i < 3; i++) {
      double[] row = {columns[0][i], columns[1][i]};
      encoding.expansion().apply(row, row);
      for (int j = 0; j < 2; j++) {
        double[] column = columns[j].clone();
        encoding.expansion().applyToColumn(column, 3);
        assertThat(column[i]).isEqualTo(row[j]);
        assertThat(column[3]).isEqualTo(5);
      }
    }
    assertThat(new Expansion(List.of("a"), 1, Polynomial.ofDegree(2)).keepsColumns()).isFalse();
  }

  /** What room there is decides nothing: the values are the same in an array of their own. */
  @Test
  void writesIntoTheArrayThatItIsGiven() {
    Expansion none = new Expansion(List.of("a", "b"), 4, Polynomial.none());
    assertThat(none.polynomial()).isEmpty();
    double[] into = new double[2];
    assertThat(none.apply(new double[] {8, 40}, into)).isTrue();
    assertThat(into).containsExactly(2, 10);
    Expansion squares = new Expansion(List.of("a"), 4, Polynomial.ofDegree(2));
    assertThat(squares.polynomial()).contains(Polynomial.ofDegree(2));
    assertThat(squares.roomFor(new double[1])).hasSize(2);
  }

  @Test
  void saysWhichFeatureIsNotFinite() {
    Expansion expansion = new Expansion(List.of("a", "b"), 1, Polynomial.ofDegree(3));
    Encoding encoding = new Encoding(expansion, new Standardizer(new double[9], new double[9]));
    double[] features = new double[9];
    assertThat(encoding.apply(new double[] {1e102, 1e102}, features)).isTrue();
    assertThat(expansion.notFinite(features)).isEmpty();
    // 0 times infinity is not a number: still the square is named, because it comes first.
    assertThat(encoding.apply(new double[] {1e160, 0}, features)).isFalse();
    assertThat(expansion.notFinite(features)).contains("a^2");
    assertThat(features[0]).isEqualTo(1e160);
    assertThat(encoding.apply(new double[] {1e110, 1e110}, features)).isFalse();
    assertThat(expansion.notFinite(features)).contains("a^3");
    Expansion divided = new Expansion(List.of("a", "b"), 1e-300, Polynomial.none());
    double[] row = {1, 1e10};
    assertThat(divided.apply(row, row)).isFalse();
    assertThat(divided.notFinite(row)).contains("b");
  }

  /** Neither plan nor names are on the wire. */
  @Test
  void travelsWithItsPolynomial() {
    Expansion expansion =
        new Expansion(
            List.of("a", "b", "c"), 3, Polynomial.ofDegree(20).ofInteractionsOnly().withBias());
    Expansion copy = Wire.copy(expansion, Expansion.class);
    assertThat(copy.features()).isEqualTo(expansion.features()).hasSize(8);
    assertThat(copy.polynomial()).isEqualTo(expansion.polynomial());
    double[] expected = new double[8];
    double[] features = new double[8];
    expansion.apply(new double[] {1, 2, 4}, expected);
    copy.apply(new double[] {1, 2, 4}, features);
    assertThat(features).containsExactly(expected);
    assertThat(Wire.bytes(new Expansion(List.of("x"), 1, Polynomial.ofDegree(100_000))))
        .hasSizeLessThan(1024);
  }

  @Test
  void keepsItsOwnNamesAndTravels() {
    List<String> names = new ArrayList<>(List.of("a", "b"));
    Encoding encoding = new Encoding(names, 4, STANDARDIZER);
    names.set(0, "changed");
    assertThat(encoding.features()).containsExactly("a", "b");
    double[] row = {1, 2};
    double[] copied = {1, 2};
    encoding.apply(row, row);
    Wire.copy(encoding, Encoding.class).apply(copied, copied);
    assertThat(copied).containsExactly(row);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.0, Double.NaN, Double.NEGATIVE_INFINITY})
  void refusesWhatDoesNotDivide(double wrong) {
    assertThatThrownBy(() -> new Encoding(List.of("a", "b"), wrong, STANDARDIZER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("divide-by must be finite and not 0, but was " + wrong);
  }

  @Test
  void refusesAStandardizerOfOtherColumns() {
    assertThatThrownBy(() -> new Encoding(List.of("a"), 1, STANDARDIZER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 features, but a standardizer of 2 columns");
  }
}
