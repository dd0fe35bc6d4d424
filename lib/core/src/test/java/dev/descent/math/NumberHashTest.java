package dev.descent.math;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Hashes of many numbers, by vectors and as scalars. */
class NumberHashTest {
  private static final int TRIALS = 300;

  /** With zeros of both signs, infinities and different NaN among them. */
  private static double[] numbers(SplitMix random) {
    double[] numbers = new double[40 + random.nextInt(60)];
    for (int i = 0; i < numbers.length; i++) {
      long bits = random.nextLong();
      numbers[i] =
          switch (random.nextInt(8)) {
            case 0 -> 0.0;
            case 1 -> -0.0;
            case 2 -> Double.longBitsToDouble(bits | 0x7FF0000000000000L);
            case 3 -> bits > 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
            default -> Double.longBitsToDouble(bits);
          };
    }
    return numbers;
  }

  private static long[] longs(SplitMix random, int count) {
    long[] longs = new long[count];
    for (int i = 0; i < count; i++) {
      longs[i] = random.nextLong();
    }
    return longs;
  }

  @Test
  void vectorsAreScalars() {
    Kernels scalar = new ScalarKernels();
    Kernels vector = KernelChoice.named("vector");
    SplitMix random = new SplitMix(3);
    for (int trial = 0; trial < TRIALS; trial++) {
      double[] numbers = numbers(random);
      int count = random.nextInt(numbers.length + 1);
      long[] sums = longs(random, count + 1);
      long[] byVectors = sums.clone();
      scalar.addHashes(trial, numbers, count, sums);
      vector.addHashes(trial, numbers, count, byVectors);
      assertThat(byVectors).isEqualTo(sums);
    }
  }

  @Test
  void theyAreSumsOfHashes() {
    long nan = Double.doubleToLongBits(Double.NaN);
    Kernels kernels = Kernels.ofThisMachine();
    long[] sums = {5, 6};
    kernels.addHashes(9, new double[] {-0.0, Double.longBitsToDouble(nan + 1)}, 2, sums);
    assertThat(sums)
        .containsExactly(
            5 + SplitMix.combine(9, Double.doubleToLongBits(-0.0)), 6 + SplitMix.combine(9, nan));
  }

  /**
   * Rows shorter than a vector, longer ones, and the last one, behind which nothing may be read.
   */
  @Test
  void rowsByVectorsAreRowsByScalars() {
    Kernels vector = KernelChoice.named("vector");
    SplitMix random = new SplitMix(4);
    for (int trial = 0; trial < TRIALS; trial++) {
      double[] numbers = numbers(random);
      int size = random.nextInt(21);
      int from = random.nextInt(4);
      int count = size == 0 ? 3 : (numbers.length - from) / size;
      long[] sums = longs(random, count + 1);
      long[] byVectors = sums.clone();
      new ScalarKernels().addRowHashes(numbers, from, size, count, sums);
      vector.addRowHashes(numbers, from, size, count, byVectors);
      assertThat(byVectors).isEqualTo(sums);
    }
  }

  @Test
  void zerosOfRowsDoNotCount() {
    long nan = Double.doubleToLongBits(Double.NaN);
    long[] sums = {5, 6};
    double[] rows = {9, -0.0, Double.longBitsToDouble(nan + 1), 0, 2.5};
    Kernels.ofThisMachine().addRowHashes(rows, 1, 2, 2, sums);
    assertThat(sums)
        .containsExactly(
            5 + SplitMix.combine(1, nan), 6 + SplitMix.combine(1, Double.doubleToLongBits(2.5)));
  }
}
