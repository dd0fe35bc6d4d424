package dev.descent.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.data.Standardizer;
import dev.descent.math.Wire;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorTest {
  private static final Vector THREE = new Vector("v", 3);

  @Test
  void isFeaturesByIndex() {
    Expansion expansion = of(THREE, 4, Polynomial.none());
    assertThat(expansion.features()).containsExactly("v[0]", "v[1]", "v[2]");
    assertThat(expansion.columns()).containsExactly("v");
    assertThat(expansion.numbers()).isEqualTo(3);
    assertThat(expansion.vector()).contains(THREE);
    assertThat(expansion.isPlain()).isFalse();
    double[] row = {8, -4, 0};
    assertThat(expansion.roomFor(row)).isSameAs(row);
    assertThat(expansion.apply(row, row)).isTrue();
    assertThat(row).containsExactly(2, -1, 0);
    assertThat(expansion.apply(new double[] {1, Double.NaN, 2}, row)).isFalse();
    assertThat(expansion.notFinite(row)).contains("v[1]");
  }

  /** Its numbers are what columns of these names would be, to the bit. */
  @Test
  void isExpandedAsColumnsOfNumbersAre() {
    Polynomial squares = Polynomial.ofDegree(2).withBias();
    Expansion expansion = of(THREE, 3, squares);
    Expansion columns = new Expansion(List.of("v[0]", "v[1]", "v[2]"), 3, squares);
    assertThat(expansion.features()).isEqualTo(columns.features()).contains("v[0] v[2]", "v[1]^2");
    double[] features = new double[10];
    double[] expected = new double[10];
    assertThat(expansion.roomFor(new double[3])).hasSize(10);
    expansion.apply(new double[] {1, 0.1, -7}, features);
    columns.apply(new double[] {1, 0.1, -7}, expected);
    assertThat(features).containsExactly(expected);
  }

  @Test
  void isStandardizedLikeColumnsAndTravels() {
    Standardizer standardizer = new Standardizer(new double[] {1, 2, 3}, new double[] {2, 4, 0});
    Encoding encoding = new Encoding(of(THREE, 1, Polynomial.none()), standardizer);
    Encoding copy = Wire.copy(encoding, Encoding.class);
    double[] row = {5, 4, 9};
    assertThat(copy.apply(row, row)).isTrue();
    assertThat(row).containsExactly(2, 0.5, 0);
    assertThat(copy.features()).isEqualTo(encoding.features());
  }

  /** Sixteen million names would be a gigabyte. */
  @Test
  void keepsNoName() {
    List<String> names = of(new Vector("v", Vector.MOST), 1, Polynomial.none()).features();
    assertThat(names.size()).isEqualTo(1 << 24);
    assertThat(names.get((1 << 24) - 1)).isEqualTo("v[16777215]");
    assertThat(Wire.bytes(of(new Vector("v", Vector.MOST), 1, Polynomial.none())))
        .hasSizeLessThan(1024);
    assertThatThrownBy(() -> names.get(1 << 24)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> names.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  /** It finds names as a list that keeps them does, without looking at each of them. */
  @Test
  void findsNames() {
    List<String> names = new Vector("a[0]", 120).features();
    List<String> kept = List.copyOf(Arrays.asList(names.toArray(String[]::new)));
    assertThat(names).isEqualTo(kept).hasSameHashCodeAs(kept);
    assertThat(kept).isEqualTo(names);
    assertThat(names).isEqualTo(new Vector("a[0]", 120).features());
    assertThat(names).isNotEqualTo(new Vector("a[0]", 121).features());
    assertThat(names).isNotEqualTo(new Vector("b", 120).features());
    for (String name :
        List.of(
            "a[0]",
            "a[0][",
            "a[0]]",
            "a[0][]",
            "a[0][0]",
            "a[0][00]",
            "a[0][7]",
            "a[0][07]",
            "a[0][119]",
            "a[0][120]",
            "a[0][-1]",
            "a[0][+1]",
            "a[0][9999999999]",
            "a[1][7]",
            "")) {
      assertThat(names.indexOf(name)).as(name).isEqualTo(kept.indexOf(name));
      assertThat(names.lastIndexOf(name)).as(name).isEqualTo(kept.indexOf(name));
      assertThat(names.contains(name)).as(name).isEqualTo(kept.contains(name));
    }
    assertThat(IntStream.range(0, 120).allMatch(j -> names.indexOf(names.get(j)) == j)).isTrue();
  }

  @Test
  void standsAlone() {
    for (List<Column> columns :
        List.of(
            List.<Column>of(Numeric.of("a"), THREE),
            List.<Column>of(THREE, Categorical.of("c", List.of("x"))),
            List.<Column>of(THREE, new Vector("w", 2)))) {
      assertThatThrownBy(() -> Expansion.of(columns, 1, Polynomial.none()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("column v holds vectors and cannot stand beside other columns");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, (1 << 24) + 1, Integer.MAX_VALUE})
  void hasABoundedSize(int size) {
    assertThatThrownBy(() -> new Vector("v", size))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the vectors of column v must have 1 to 16777216 numbers, not " + size);
  }

  @Test
  void makesNoMoreProductsThanColumnsMay() {
    assertThatThrownBy(() -> of(new Vector("v", 2000), 1, Polynomial.ofDegree(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("makes 2003000 features of 2000 columns, but at most 1000000");
  }

  private static Expansion of(Vector vector, double divideBy, Polynomial polynomial) {
    return Expansion.of(List.of(vector), divideBy, polynomial);
  }
}
