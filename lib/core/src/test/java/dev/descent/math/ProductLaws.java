package dev.descent.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The order of operations that {@link Kernels} defines for products of panels, to the bit and in
 * both precisions, over random shapes and those at the edges of vectors and blocks.
 */
class ProductLaws {
  private static final int TRIALS = 120;
  private static final List<Integer> EDGES = List.of(0, 1, 2, 7, 8, 9, 15, 16, 17, 33, 64, 65);

  static Stream<Arguments> everyProduct() {
    return Stream.of("scalar", "vector")
        .flatMap(name -> Arrays.stream(PanelProduct.values()).map(p -> Arguments.of(name, p)));
  }

  @ParameterizedTest
  @MethodSource("everyProduct")
  void randomShapesHaveTheDefinedOrder(String name, PanelProduct product) {
    SplitMix random = new SplitMix(21);
    for (int trial = 0; trial < TRIALS; trial++) {
      int m = random.nextInt(150);
      int p = random.nextInt(40);
      int s = random.nextInt(50);
      assertDefined(name, new ProductSample(product, random, m, p, s), product, m, p, s);
    }
  }

  @ParameterizedTest
  @MethodSource("everyProduct")
  void edgesHaveTheDefinedOrder(String name, PanelProduct product) {
    SplitMix random = new SplitMix(22);
    for (int m : EDGES) {
      for (int p : EDGES) {
        for (int s : EDGES) {
          assertDefined(name, new ProductSample(product, random, m, p, s), product, m, p, s);
        }
      }
    }
  }

  /** Which has other bits than going on from C. */
  @ParameterizedTest
  @ValueSource(strings = {"scalar", "vector"})
  void productsFromZeroAreThoseOfZerosAdded(String name) {
    Kernels kernels = KernelChoice.named(name);
    SplitMix random = new SplitMix(24);
    for (int trial = 0; trial < TRIALS; trial++) {
      int n = 1 + random.nextInt(150);
      int d = 1 + random.nextInt(40);
      int k = 1 + random.nextInt(70);
      DoublePanel a = panel(random, n, k);
      DoublePanel b = panel(random, d, k);
      DoublePanel c = panel(random, n, d);
      double[] before = c.values().clone();
      DoublePanel zeros = new DoublePanel(new double[n * d], 0, n, n, d);
      kernels.multiplyTransposed(a, b, zeros);
      kernels.addProducts(a, b, c);
      for (int j = 0; j < d; j++) {
        for (int i = 0; i < n; i++) {
          int at = c.offset() + j * c.stride() + i;
          before[at] += zeros.values()[j * n + i];
        }
      }
      assertThat(bits(c.values()))
          .as("%s c [%d x %d] of %d terms", name, n, d, k)
          .isEqualTo(bits(before));
    }
  }

  /** With a number before and two behind each column. */
  private static DoublePanel panel(SplitMix random, int rows, int columns) {
    double[] values = new double[1 + (rows + 2) * columns];
    Arrays.setAll(values, i -> random.nextNormal());
    return new DoublePanel(values, 1, rows + 2, rows, columns);
  }

  @ParameterizedTest
  @EnumSource
  void theDescendingOrderHasOtherBits(PanelProduct product) {
    ProductSample sample = new ProductSample(product, new SplitMix(23), 17, 9, 33);
    assertThat(bits(sample.descendingDoubles())).isNotEqualTo(bits(sample.definedDoubles()));
  }

  private static void assertDefined(
      String name, ProductSample sample, PanelProduct product, int m, int p, int s) {
    Kernels kernels = KernelChoice.named(name);
    assertThat(bits(sample.doubles(kernels)))
        .as("%s %s in double, c [%d x %d] of %d terms", name, product, m, p, s)
        .isEqualTo(bits(sample.definedDoubles()));
    assertThat(bits(sample.singles(kernels)))
        .as("%s %s in single, c [%d x %d] of %d terms", name, product, m, p, s)
        .isEqualTo(bits(sample.definedSingles()));
  }

  private static long[] bits(double[] numbers) {
    return Arrays.stream(numbers).mapToLong(Double::doubleToRawLongBits).toArray();
  }
}
