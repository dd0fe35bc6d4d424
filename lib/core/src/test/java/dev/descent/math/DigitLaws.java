package dev.descent.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The digits and squares of {@link Digits}, by vectors and as scalars. */
class DigitLaws {
  private static final BigDecimal BASE = new BigDecimal(1L << Digits.DIGIT_BITS);
  private static final int MOST_THIRD = 2100;

  private final Kernels scalar = new ScalarKernels();
  private final Kernels vector = KernelChoice.named("vector");

  static Stream<double[]> numbers() {
    return SumLaws.everyKindAndAllOfThem();
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void vectorsAreScalars(double[] values) {
    SplitMix random = new SplitMix(7);
    for (int third = -100; third < MOST_THIRD; third += 1 + random.nextInt(9)) {
      int from = random.nextInt(20);
      int to = values.length - random.nextInt(20);
      long[] digits = {1, 2, 3, 4};
      long[] byVectors = digits.clone();
      boolean all = scalar.addDigits(values, from, to, third, digits);
      assertThat(vector.addDigits(values, from, to, third, byVectors)).isEqualTo(all);
      assertThat(byVectors).isEqualTo(digits);
    }
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void theyAddUpToWhatIsUsual(double[] values) {
    for (int third = 0; third < MOST_THIRD; third += 16) {
      int at = third;
      long[] digits = new long[Digits.BINS];
      boolean all = scalar.addDigits(values, 0, values.length, third, digits);
      double[] usual =
          Arrays.stream(values)
              .filter(value -> value != 0)
              .filter(value -> Digits.isUsual(Double.doubleToRawLongBits(value), at))
              .toArray();
      long zeros = Arrays.stream(values).filter(value -> value == 0).count();
      assertThat(all).isEqualTo(usual.length + zeros == values.length);
      BigDecimal expected = BigDecimal.ZERO;
      for (double value : usual) {
        expected = expected.add(new BigDecimal(value));
      }
      assertThat(sum(digits, third)).isEqualByComparingTo(expected);
    }
  }

  /** The third digit counts 2^(third - 1075). */
  private static BigDecimal sum(long[] digits, int third) {
    BigDecimal sum = BigDecimal.ZERO;
    for (long digit : digits) {
      sum = sum.multiply(BASE).add(BigDecimal.valueOf(digit));
    }
    int exponent = third - Significand.BIAS - Significand.FRACTION_BITS - Digits.DIGIT_BITS;
    BigDecimal power = BigDecimal.valueOf(2).pow(Math.abs(exponent));
    return exponent < 0
        ? sum.multiply(BigDecimal.valueOf(5).pow(-exponent)).scaleByPowerOfTen(exponent)
        : sum.multiply(power);
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void squaresAreThoseOfScalars(double[] values) {
    double[] singles = Arrays.stream(values).map(value -> (float) value).toArray();
    boolean anyExact = false;
    for (int from = 0; from < values.length; from++) {
      int count = Math.min(from % 23, values.length - from);
      for (double[] each : new double[][] {values, singles}) {
        double[] squares = new double[count];
        double[] byVectors = new double[count];
        boolean exact = scalar.squares(each, from, squares, count);
        assertThat(vector.squares(each, from, byVectors, count)).isEqualTo(exact);
        if (exact) {
          assertThat(byVectors).isEqualTo(squares);
        }
        anyExact |= exact && count > 0;
      }
    }
    assertThat(anyExact).isEqualTo(Arrays.stream(singles).anyMatch(DigitLaws::hasExactSquare));
  }

  private static boolean hasExactSquare(double single) {
    return new ScalarKernels().squares(new double[] {single}, 0, new double[1], 1);
  }
}
