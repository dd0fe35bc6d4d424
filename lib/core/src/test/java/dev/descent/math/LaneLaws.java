package dev.descent.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of operations that {@link Kernels} defines, over random shapes and windows. */
class LaneLaws {
  private static final int TRIALS = 300;

  private final Kernels scalar = new ScalarKernels();
  private final Kernels vector = KernelChoice.named("vector");

  /** A random block of a larger array, with a vector for each side. */
  private static final class Sample {
    final DoublePanel panel;
    final SinglePanel single;
    final double[] x;
    final double[] r;

    Sample(SplitMix random) {
      int rows = random.nextInt(70);
      int columns = random.nextInt(14);
      int offset = random.nextInt(20);
      int stride = rows + random.nextInt(9);
      double[] values = numbers(random, offset + stride * columns + rows);
      panel = new DoublePanel(values, offset, stride, rows, columns);
      single = new SinglePanel(singles(values), offset, stride, rows, columns);
      x = numbers(random, columns);
      r = numbers(random, rows + random.nextInt(3));
    }

    /** The rows from {@code from} on, {@code rows} of them. */
    DoublePanel window(int from, int rows) {
      return new DoublePanel(
          panel.values(), panel.offset() + from, panel.stride(), rows, panel.columns());
    }

    SinglePanel singleWindow(int from, int rows) {
      return new SinglePanel(
          single.values(), single.offset() + from, single.stride(), rows, single.columns());
    }

    private static double[] numbers(SplitMix random, int n) {
      double[] numbers = new double[n];
      for (int i = 0; i < n; i++) {
        numbers[i] = Math.scalb(random.nextLong() * 0x1p-63, random.nextInt(20) - 10);
      }
      return numbers;
    }
  }

  /** Of the numbers with the same place modulo 4, ascending; the rest goes to the first sum. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 5, 8, 63, 1000})
  void sumsOverLongVectorsHaveTheDefinedOrder(int count) {
    SplitMix random = new SplitMix(count);
    double[] a = Sample.numbers(random, count + 6);
    double[] b = Sample.numbers(random, count + 6);
    double[] dot = new double[4];
    double[] squares = new double[4];
    double[] absolutes = new double[4];
    for (int k = 0; k < count; k++) {
      int lane = k < count - count % 4 ? k % 4 : 0;
      double product = a[2 + k] * b[2 + k];
      dot[lane] = Math.fma(a[2 + k], b[5 + k], dot[lane]);
      squares[lane] = Math.fma(product, product, squares[lane]);
      absolutes[lane] += Math.abs(product);
    }
    assertThat(Lanes.dot(a, 2, b, 5, count)).isEqualTo(sum(dot));
    assertThat(Lanes.squares(a, b, 2, count)).isEqualTo(sum(squares));
    assertThat(Lanes.absolutes(a, b, 2, count)).isEqualTo(sum(absolutes));
  }

  private static double sum(double[] four) {
    return (four[0] + four[1]) + (four[2] + four[3]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "vector"})
  void productsHaveTheDefinedOrder(String name) {
    Kernels kernels = KernelChoice.named(name);
    SplitMix random = new SplitMix(11);
    for (int trial = 0; trial < TRIALS; trial++) {
      Sample s = new Sample(random);
      double[] y = s.r.clone();
      kernels.multiply(s.panel, s.x, y);
      double[] g = new double[s.panel.columns() + 1];
      kernels.transposedMultiply(s.panel, s.r, g);
      for (int i = 0; i < s.panel.rows(); i++) {
        assertSameBits(y[i], score(s, i));
      }
      for (int j = 0; j < s.panel.columns(); j++) {
        assertSameBits(g[j], dot(s, j));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void vectorsAreScalarsToTheBit(long seed) {
    SplitMix random = new SplitMix(seed);
    for (int trial = 0; trial < TRIALS; trial++) {
      Sample s = new Sample(random);
      double[] y = s.r.clone();
      double[] yVector = s.r.clone();
      scalar.multiply(s.panel, s.x, y);
      vector.multiply(s.panel, s.x, yVector);
      assertThat(bits(yVector)).isEqualTo(bits(y));
      double[] g = new double[s.x.length];
      double[] gVector = new double[s.x.length];
      scalar.transposedMultiply(s.panel, s.r, g);
      vector.transposedMultiply(s.panel, s.r, gVector);
      assertThat(bits(gVector)).isEqualTo(bits(g));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void singleVectorsAreSingleScalarsToTheBit(long seed) {
    SplitMix random = new SplitMix(seed);
    for (int trial = 0; trial < TRIALS; trial++) {
      Sample s = new Sample(random);
      float[] y = singles(s.r);
      float[] yVector = singles(s.r);
      scalar.multiply(s.single, singles(s.x), y);
      vector.multiply(s.single, singles(s.x), yVector);
      assertThat(bits(yVector)).isEqualTo(bits(y));
      float[] g = new float[s.x.length];
      float[] gVector = new float[s.x.length];
      scalar.transposedMultiply(s.single, singles(s.r), g);
      vector.transposedMultiply(s.single, singles(s.r), gVector);
      assertThat(bits(gVector)).isEqualTo(bits(g));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "vector"})
  void theScoreOfARowDoesNotDependOnItsWindow(String name) {
    Kernels kernels = KernelChoice.named(name);
    SplitMix random = new SplitMix(5);
    for (int trial = 0; trial < TRIALS; trial++) {
      Sample s = new Sample(random);
      int rows = s.panel.rows();
      double[] whole = new double[rows];
      float[] wholeSingle = new float[rows];
      kernels.multiply(s.panel, s.x, whole);
      kernels.multiply(s.single, singles(s.x), wholeSingle);
      int from = random.nextInt(rows + 1);
      int to = from + random.nextInt(rows - from + 1);
      double[] part = new double[to - from];
      float[] partSingle = new float[to - from];
      kernels.multiply(s.window(from, to - from), s.x, part);
      kernels.multiply(s.singleWindow(from, to - from), singles(s.x), partSingle);
      assertThat(bits(part)).isEqualTo(bits(Arrays.copyOfRange(whole, from, to)));
      assertThat(bits(partSingle)).isEqualTo(bits(Arrays.copyOfRange(wholeSingle, from, to)));
    }
  }

  /** Whole groups of four columns from the last of each to its first, then one at a time. */
  private static double score(Sample s, int i) {
    double sum = s.r[i];
    int grouped = s.x.length / 4 * 4;
    for (int group = 0; group < grouped; group += 4) {
      for (int j = group + 3; j >= group; j--) {
        sum = Math.fma(element(s, i, j), s.x[j], sum);
      }
    }
    for (int j = grouped; j < s.x.length; j++) {
      sum = Math.fma(element(s, i, j), s.x[j], sum);
    }
    return sum;
  }

  private static double dot(Sample s, int j) {
    double[] lanes = new double[8];
    for (int i = 0; i < s.panel.rows(); i++) {
      lanes[i % 8] = Math.fma(element(s, i, j), s.r[i], lanes[i % 8]);
    }
    double even = (lanes[0] + lanes[4]) + (lanes[2] + lanes[6]);
    double odd = (lanes[1] + lanes[5]) + (lanes[3] + lanes[7]);
    return even + odd;
  }

  private static double element(Sample s, int i, int j) {
    return s.panel.values()[s.panel.offset() + j * s.panel.stride() + i];
  }

  private static void assertSameBits(double actual, double expected) {
    assertThat(Double.doubleToRawLongBits(actual)).isEqualTo(Double.doubleToRawLongBits(expected));
  }

  private static float[] singles(double[] numbers) {
    float[] singles = new float[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      singles[i] = (float) numbers[i];
    }
    return singles;
  }

  private static long[] bits(double[] numbers) {
    return Arrays.stream(numbers).mapToLong(Double::doubleToRawLongBits).toArray();
  }

  private static int[] bits(float[] numbers) {
    int[] bits = new int[numbers.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(numbers[i]);
    }
    return bits;
  }
}
