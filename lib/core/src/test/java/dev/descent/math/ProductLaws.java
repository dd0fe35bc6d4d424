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

  /** More terms than stay near at once: passes over some of them, and over all. */
  @ParameterizedTest
  @MethodSource("everyProduct")
  void longSumsHaveTheDefinedOrder(String name, PanelProduct product) {
    SplitMix random = new SplitMix(25);
    for (int p : List.of(1, 10, 17, 18)) {
      assertDefined(name, new ProductSample(product, random, 1000, p, 300), product, 1000, p, 300);
      assertDefined(name, new ProductSample(product, random, 33, p, 1100), product, 33, p, 1100);
    }
  }

  /** Which has other bits than going on from C; what is below the diagonal is not there. */
  @ParameterizedTest
  @ValueSource(strings = {"scalar", "vector"})
  void trianglesAreSumsFromZeroAdded(String name) {
    Kernels kernels = KernelChoice.named(name);
    SplitMix random = new SplitMix(24);
    for (int trial = 0; trial < TRIALS; trial++) {
      int d = 1 + random.nextInt(150);
      int n = random.nextInt(70);
      int to = 1 + random.nextInt(d);
      int from = random.nextInt(to + 1);
      Strips<double[]> a = strips(random, n, d);
      Strips<double[]> b = strips(random, n, d);
      double[] triangle = new double[d * (d + 1) / 2 + 1];
      Arrays.setAll(triangle, i -> random.nextNormal());
      double[] defined = triangle.clone();
      float[] singleTriangle = singles(triangle);
      float[] singleDefined = singleTriangle.clone();
      for (int j = from; j < to; j++) {
        for (int k = 0; k <= j; k++) {
          double sum = 0;
          float single = 0;
          for (int i = 0; i < n; i++) {
            sum = Math.fma(at(a, i, k), at(b, i, j), sum);
            single = Math.fma((float) at(a, i, k), (float) at(b, i, j), single);
          }
          defined[j * (j + 1) / 2 + k] += sum;
          singleDefined[j * (j + 1) / 2 + k] += single;
        }
      }
      kernels.addProducts(a, b, from, to, triangle);
      kernels.addProducts(singles(a), singles(b), from, to, singleTriangle);
      String as = String.format("%s columns %d to %d of %d, of %d terms", name, from, to, d, n);
      assertThat(bits(triangle)).as(as).isEqualTo(bits(defined));
      assertThat(singleTriangle).as(as).isEqualTo(singleDefined);
    }
  }

  private static double at(Strips<double[]> strips, int row, int column) {
    return strips.values()[strips.start(column) + row * strips.lanes()];
  }

  /** What is behind the last column counts nowhere, whatever it is. */
  private static Strips<double[]> strips(SplitMix random, int rows, int columns) {
    Strips<double[]> strips = Strips.doubles(columns, rows);
    Arrays.fill(strips.values(), Double.NaN);
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < rows; i++) {
        strips.values()[strips.start(j) + i * strips.lanes()] = random.nextNormal();
      }
    }
    return strips;
  }

  private static Strips<float[]> singles(Strips<double[]> strips) {
    Strips<float[]> singles = Strips.singles(strips.columns(), strips.rows());
    Arrays.fill(singles.values(), Float.NaN);
    for (int j = 0; j < strips.columns(); j++) {
      for (int i = 0; i < strips.rows(); i++) {
        singles.values()[singles.start(j) + i * singles.lanes()] = (float) at(strips, i, j);
      }
    }
    return singles;
  }

  private static float[] singles(double[] numbers) {
    float[] singles = new float[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      singles[i] = (float) numbers[i];
    }
    return singles;
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
