package dev.descent.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
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
      int[] rows = new int[random.nextInt(4)];
      Arrays.setAll(rows, k -> random.nextInt(70));
      Pairs pairs = new Pairs(kernels, d);
      double[] defined = new double[d * (d + 1) / 2];
      float[] singleDefined = new float[defined.length];
      for (int n : rows) {
        double[] a = normal(random, n * d);
        double[] b = normal(random, n * d);
        pairs.add(a, b, n);
        for (int j = 0; j < d; j++) {
          for (int k = 0; k <= j; k++) {
            double sum = 0;
            float single = 0;
            for (int i = 0; i < n; i++) {
              sum = Math.fma(a[i * d + k], b[i * d + j], sum);
              single = Math.fma((float) a[i * d + k], (float) b[i * d + j], single);
            }
            defined[j * (j + 1) / 2 + k] += sum;
            singleDefined[j * (j + 1) / 2 + k] += single;
          }
        }
      }
      String as = String.format("%s %d columns of %s terms", name, d, Arrays.toString(rows));
      assertThat(bits(pairs.products())).as(as).isEqualTo(bits(defined));
      assertThat(pairs.singleProducts()).as(as).isEqualTo(singleDefined);
    }
  }

  private static double[] normal(SplitMix random, int n) {
    double[] numbers = new double[n];
    Arrays.setAll(numbers, i -> random.nextNormal());
    return numbers;
  }

  /** Strips of some rows in both precisions; what is behind the last column is NaN. */
  private record Pairs(
      Kernels kernels,
      int columns,
      List<Strips<double[]>> a,
      List<Strips<double[]>> b,
      List<Strips<float[]>> singleA,
      List<Strips<float[]>> singleB) {

    Pairs(Kernels kernels, int columns) {
      this(
          kernels,
          columns,
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>());
    }

    void add(double[] left, double[] right, int rows) {
      a.add(doubles(left, kernels.doubleBlocks().rows(), rows));
      b.add(doubles(right, kernels.doubleBlocks().columns(), rows));
      singleA.add(singles(left, kernels.singleBlocks().rows(), rows));
      singleB.add(singles(right, kernels.singleBlocks().columns(), rows));
    }

    private Strips<double[]> doubles(double[] numbers, int lanes, int rows) {
      Strips<double[]> strips = Strips.doubles(lanes, columns, rows);
      Arrays.fill(strips.values(), Double.NaN);
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          strips.values()[strips.start(j) + i * lanes] = numbers[i * columns + j];
        }
      }
      return strips;
    }

    private Strips<float[]> singles(double[] numbers, int lanes, int rows) {
      Strips<float[]> strips = Strips.singles(lanes, columns, rows);
      Arrays.fill(strips.values(), Float.NaN);
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          strips.values()[strips.start(j) + i * lanes] = (float) numbers[i * columns + j];
        }
      }
      return strips;
    }

    double[] products() {
      Triangle<double[]> c = Triangle.doubles(kernels.doubleBlocks(), columns);
      kernels.addDoubleProducts(a, b, c);
      double[] products = new double[columns * (columns + 1) / 2];
      c.copyTo(products);
      return products;
    }

    float[] singleProducts() {
      Triangle<float[]> c = Triangle.singles(kernels.singleBlocks(), columns);
      kernels.addSingleProducts(singleA, singleB, c);
      float[] products = new float[columns * (columns + 1) / 2];
      c.copyTo(products);
      return products;
    }
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
