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
    new Encoding(List.of("a", "b"), 4, STANDARDIZER).apply(row);
    assertThat(row).containsExactly((8 / 4.0 - 1) / 0.5, (40 / 4.0 - 2) / 4);
  }

  /** Division and not a product with the inverse: other bits. */
  @Test
  void divides() {
    double[] row = {49, 1};
    Encoding.divide(row, 49);
    assertThat(row).containsExactly(1, 1 / 49.0);
    Encoding.divide(row, 1);
    assertThat(row).containsExactly(1, 1 / 49.0);
  }

  @Test
  void keepsItsOwnNamesAndTravels() {
    List<String> names = new ArrayList<>(List.of("a", "b"));
    Encoding encoding = new Encoding(names, 4, STANDARDIZER);
    names.set(0, "changed");
    assertThat(encoding.features()).containsExactly("a", "b");
    double[] row = {1, 2};
    double[] copied = {1, 2};
    encoding.apply(row);
    Wire.copy(encoding, Encoding.class).apply(copied);
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
