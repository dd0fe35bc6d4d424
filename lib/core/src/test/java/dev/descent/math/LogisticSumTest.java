package dev.descent.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums of logistic losses and residuals: the order of {@link Kernels}, by plain loops. */
class LogisticSumTest {
  private static final int[] COUNTS = {0, 1, 7, 8, 9, 15, 16, 17, 511, 512, 513, 1029, 1400};
  private static final int LANES = 16;
  private static final int BLOCK = 512;

  /** Some numbers before the first row and behind the last must stay. */
  private static final int BEFORE = 3;

  private final double[] scores =
      DoubleStream.concat(
              DoubleStream.of(0.0, -0.0, 745, -745, 746, -746, 30, -30, 1e-9, 3, 87, -87.5),
              new Random(1).doubles(1500).map(x -> 80 * x - 40))
          .toArray();
  private final double[] labels =
      new Random(2).ints(scores.length, 0, 2).asDoubleStream().toArray();

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "vector"})
  void sumsOfDoublesHaveTheDefinedOrder(String name) {
    Kernels kernels = KernelChoice.named(name);
    LogisticSum room = new LogisticSum();
    for (int count : COUNTS) {
      double[] residuals = scores.clone();
      Expected expected = new Expected();
      for (int i = 0; i < count; i++) {
        double f = scores[BEFORE + i];
        double y = labels[1 + i];
        double e = StableMath.exp(-Math.abs(f));
        expected.add(i, Math.max(f, 0) - y * f, e);
      }
      double sum = kernels.sumLogistic(residuals, BEFORE, labels, 1, count, room);
      assertThat(sum).isEqualTo(expected.sum());
      assertThat(sum).isCloseTo(expected.plain, within(1e-14 * expected.plain + 1e-300));
      for (int i = 0; i < count; i++) {
        double residual = StableMath.logistic(scores[BEFORE + i]) - labels[1 + i];
        assertThat(residuals[BEFORE + i]).isEqualTo(residual);
      }
      Arrays.fill(residuals, BEFORE, BEFORE + count, 0);
      double[] others = scores.clone();
      Arrays.fill(others, BEFORE, BEFORE + count, 0);
      assertThat(residuals).isEqualTo(others);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "vector"})
  void sumsOfSinglesHaveTheDefinedOrder(String name) {
    Kernels kernels = KernelChoice.named(name);
    float[] f = singles(scores);
    float[] y = singles(labels);
    LogisticSum room = new LogisticSum();
    for (int count : COUNTS) {
      float[] residuals = f.clone();
      Expected expected = new Expected();
      double exact = 0;
      for (int i = 0; i < count; i++) {
        float score = f[BEFORE + i];
        float e = StableMath.decay(score);
        expected.add(i, Math.max(score, 0) - y[1 + i] * score, e);
        exact += Math.max(score, 0) - y[1 + i] * score + Math.log1p(Math.exp(-Math.abs(score)));
      }
      double sum = kernels.sumLogistic(residuals, BEFORE, y, 1, count, room);
      assertThat(sum).isEqualTo(expected.sum());
      assertThat(sum).isCloseTo(exact, within(1e-7 * exact + 2e-38));
      for (int i = 0; i < count; i++) {
        float score = f[BEFORE + i];
        float e = StableMath.decay(score);
        float residual = ((score < 0 ? e : 1) - y[1 + i] - y[1 + i] * e) / (1 + e);
        assertThat(residuals[BEFORE + i]).isEqualTo(residual);
        double probability = 1 / (1 + Math.exp(-(double) score));
        double digits = y[1 + i] == 0 ? probability : -1 / (1 + Math.exp(score));
        assertThat((double) residual).isCloseTo(digits, within(3e-7 * Math.abs(digits) + 2e-38));
      }
      Arrays.fill(residuals, BEFORE, BEFORE + count, 0);
      float[] others = f.clone();
      Arrays.fill(others, BEFORE, BEFORE + count, 0);
      assertThat(residuals).isEqualTo(others);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "vector"})
  void whatIsNotFiniteShows(String name) {
    Kernels kernels = KernelChoice.named(name);
    double[] ones = new double[20];
    Arrays.fill(ones, 1);
    LogisticSum room = new LogisticSum();
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      for (int at : new int[] {0, 9, 18}) {
        double[] f = new double[20];
        f[at] = bad;
        assertThat(kernels.sumLogistic(f.clone(), 0, ones, 0, 19, room)).isNaN();
        assertThat(kernels.sumLogistic(singles(f), 0, singles(ones), 0, 19, room)).isNaN();
        assertThat(kernels.sumLogistic(new double[19], 0, ones, 0, 19, room))
            .as("what was bad is forgotten")
            .isCloseTo(19 * Math.log(2), within(1e-13));
      }
    }
  }

  /** Tiny losses of rows that are far on the right side keep their digits. */
  @ParameterizedTest
  @ValueSource(strings = {"scalar", "vector"})
  void tinyLossesKeepTheirDigits(String name) {
    Kernels kernels = KernelChoice.named(name);
    double[] far = new double[128];
    Arrays.fill(far, 80);
    double[] ones = new double[128];
    Arrays.fill(ones, 1);
    double expected = 128 * Math.exp(-80);
    float[] single = singles(far);
    double ofSingles = kernels.sumLogistic(single, 0, singles(ones), 0, 128, new LogisticSum());
    assertThat(ofSingles).isCloseTo(expected, within(1e-7 * expected));
    assertThat((double) single[77]).isCloseTo(-Math.exp(-80), within(1e-7 * Math.exp(-80)));
    double sum = kernels.sumLogistic(far, 0, ones, 0, 128, new LogisticSum());
    assertThat(sum).isCloseTo(expected, within(1e-14 * expected));
  }

  /** Rows with score 0, whose e is the largest: 1. */
  @ParameterizedTest
  @ValueSource(strings = {"scalar", "vector"})
  void productsStayInRange(String name) {
    double[] zeros = new double[BLOCK];
    double sum =
        KernelChoice.named(name)
            .sumLogistic(new double[BLOCK], 0, zeros, 0, BLOCK, new LogisticSum());
    assertThat(sum).isCloseTo(BLOCK * Math.log(2), within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "vector"})
  void sumsOfSinglesAreThoseOfLanes(String name) {
    float[] values = singles(scores);
    for (int count : COUNTS) {
      double[] lanes = new double[8];
      for (int i = 0; i < count; i++) {
        lanes[i % 8] += values[BEFORE + i];
      }
      double expected =
          ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6]))
              + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]));
      assertThat(KernelChoice.named(name).sum(values, BEFORE, count)).isEqualTo(expected);
    }
  }

  /** Lanes of rows, growths by blocks, and the plain sum of the losses one by one. */
  private static final class Expected {
    private final double[] linear = new double[LANES];
    private final double[] grown = new double[LANES];
    private double logs;
    private double plain;
    private int rows;

    void add(int i, double part, double e) {
      if (i > 0 && i % BLOCK == 0) {
        addLog();
      }
      linear[i % LANES] += part;
      grown[i % LANES] = Math.fma(grown[i % LANES], e, grown[i % LANES] + e);
      plain += part + Math.log1p(e);
      rows++;
    }

    double sum() {
      if (rows > 0) {
        addLog();
      }
      return folded(linear, false) + logs;
    }

    private void addLog() {
      logs += StableMath.log1p(folded(grown, true));
      Arrays.fill(grown, 0);
    }

    /** Lane l and l + 8, then l and l + 4 and so on: growths multiplied, or sums added. */
    private static double folded(double[] lanes, boolean grow) {
      double[] rest = lanes.clone();
      for (int half = LANES / 2; half > 0; half /= 2) {
        for (int l = 0; l < half; l++) {
          double a = rest[l];
          double b = rest[l + half];
          rest[l] = grow ? Math.fma(a, b, a + b) : a + b;
        }
      }
      return rest[0];
    }
  }

  private static float[] singles(double[] numbers) {
    float[] singles = new float[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      singles[i] = (float) numbers[i];
    }
    return singles;
  }
}
