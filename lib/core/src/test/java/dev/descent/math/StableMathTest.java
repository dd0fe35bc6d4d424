package dev.descent.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors in units in the last place: of many points against StrictMath, of some exactly. */
class StableMathTest {
  private static final int MANY = 200_000;
  private static final int SOME = 150;
  private static final MathContext DIGITS = new MathContext(60);

  @ParameterizedTest
  @CsvSource({
    "-745.2,-708",
    "-708,709.7",
    "709.7,709.8",
    "-1,1",
    "-1e-8,1e-8",
    "-40,0",
    "-1e-300,1e-300"
  })
  void expIsWithinOneUnit(double low, double high) {
    assertThat(points(low, high, MANY))
        .allMatch(x -> units(StableMath.exp(x), StrictMath.exp(x)) <= 1);
    assertThat(points(low, high, SOME).filter(x -> Double.isFinite(StableMath.exp(x))))
        .allMatch(x -> error(StableMath.exp(x), exactExp(x)) <= 1);
  }

  @Test
  void expHoldsAtTheEndsOfItsRange() {
    assertThat(StableMath.exp(0)).isEqualTo(1);
    assertThat(StableMath.exp(-0.0)).isEqualTo(1);
    assertThat(StableMath.exp(Double.MIN_VALUE)).isEqualTo(1);
    assertThat(StableMath.exp(709.782712893384)).isBetween(1.79769313486e308, Double.MAX_VALUE);
    assertThat(StableMath.exp(709.782712893385)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(StableMath.exp(Math.nextDown(710.0))).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(StableMath.exp(710)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(StableMath.exp(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(StableMath.exp(-745.1)).isEqualTo(Double.MIN_VALUE);
    assertThat(StableMath.exp(-745.2)).isZero();
    assertThat(StableMath.exp(Math.nextUp(-746.0))).isZero();
    assertThat(StableMath.exp(-746)).isZero();
    assertThat(StableMath.exp(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(StableMath.exp(Double.NaN)).isNaN();
  }

  @ParameterizedTest
  @CsvSource({"0,1", "0,1e-3", "0,1e-15", "0,1e-300", "0,1e-310", "0.999,1"})
  void log1pIsWithinTwoUnits(double low, double high) {
    assertThat(points(low, high, MANY))
        .allMatch(e -> units(StableMath.log1pOfUnit(e), StrictMath.log1p(e)) <= 2);
    assertThat(points(low, high, SOME))
        .allMatch(e -> error(StableMath.log1pOfUnit(e), exactLog1p(e)) <= 2);
  }

  @Test
  void log1pHoldsAtTheEndsOfItsRange() {
    assertThat(StableMath.log1pOfUnit(0)).isZero();
    assertThat(error(StableMath.log1pOfUnit(1), exactLog1p(1))).isLessThanOrEqualTo(1);
    assertThat(StableMath.log1pOfUnit(Double.MIN_NORMAL)).isEqualTo(Double.MIN_NORMAL);
    assertThat(StableMath.log1pOfUnit(Double.NaN)).isNaN();
  }

  @ParameterizedTest
  @CsvSource({"1,2", "0.5,1", "0.99,1.01", "1e-300,1e-290", "1,1e300", "2,1000"})
  void logIsWithinTwoUnits(double low, double high) {
    assertThat(points(low, high, MANY))
        .allMatch(x -> units(StableMath.log(x), StrictMath.log(x)) <= 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "vector"})
  void manyExponentialsAreEachExp(String name) {
    Kernels kernels = KernelChoice.named(name);
    double[] ends = {
      0,
      -0.0,
      Double.MIN_VALUE,
      709.782712893384,
      709.782712893385,
      Math.nextDown(710.0),
      710,
      Double.POSITIVE_INFINITY,
      -745.1,
      -745.2,
      Math.nextUp(-746.0),
      -746,
      -800,
      Double.NEGATIVE_INFINITY,
      Double.NaN
    };
    double[] x =
        DoubleStream.concat(
                DoubleStream.concat(Arrays.stream(ends), points(-740, 709, MANY)),
                DoubleStream.concat(points(-3, 3, MANY), points(-746, -740, 1001)))
            .toArray();
    for (int count : new int[] {0, 1, 3, 4, 15, x.length}) {
      double[] values = x.clone();
      kernels.exponentials(values, count);
      for (int i = 0; i < x.length; i++) {
        assertSameBits(values[i], i < count ? StableMath.exp(x[i]) : x[i]);
      }
    }
  }

  /** Vectors are left where one number is not for them, wherever it stands. */
  @ParameterizedTest
  @ValueSource(doubles = {707.9999999999999, 708, -708, 709, -745.2, 1e300, Double.NaN})
  void oneExponentialAmongManyIsExpToo(double one) {
    Kernels kernels = KernelChoice.named("vector");
    double[] x = points(-3, 3, 600).toArray();
    for (int place : new int[] {0, 3, 7, 8, 255, 256, 511, 599}) {
      double[] values = x.clone();
      values[place] = one;
      kernels.exponentials(values, values.length);
      double[] scores = x.clone();
      scores[place] = one;
      double[] room = new double[x.length];
      kernels.logistic(scores, 0, new double[x.length], 0, room, x.length);
      for (int i = 0; i < x.length; i++) {
        double of = i == place ? one : x[i];
        assertSameBits(values[i], StableMath.exp(of));
        assertSameBits(scores[i], StableMath.logistic(of));
      }
    }
  }

  private static void assertSameBits(double actual, double expected) {
    assertThat(Double.doubleToLongBits(actual)).isEqualTo(Double.doubleToLongBits(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "vector"})
  void manyLogisticLossesAreEachOne(String name) {
    Kernels kernels = KernelChoice.named(name);
    double[] f =
        DoubleStream.concat(
                DoubleStream.of(0.0, -0.0, 745, -745, 746, -746, 1e300, -1e300, Double.NaN, 3),
                DoubleStream.concat(points(-40, 40, MANY), points(-750, 750, 1003)))
            .toArray();
    double[] labels = new double[f.length];
    for (int i = 0; i < f.length; i++) {
      labels[i] = i % 3 == 0 ? 1 : 0;
    }
    for (int count : new int[] {0, 1, 7, 8, 9, f.length - 2}) {
      double[] residuals = f.clone();
      double[] losses = new double[count];
      kernels.logistic(residuals, 1, labels, 2, losses, count);
      for (int i = 0; i < count; i++) {
        double score = f[1 + i];
        double y = labels[2 + i];
        double e = StableMath.exp(-Math.abs(score));
        assertSameBits(losses[i], Math.max(score, 0) - y * score + StableMath.log1pOfUnit(e));
        assertSameBits(residuals[1 + i], StableMath.logistic(score) - y);
      }
      assertThat(residuals[0]).isEqualTo(f[0]);
      assertThat(residuals[f.length - 1]).isEqualTo(f[f.length - 1]);
    }
  }

  @Test
  void decayIsWithinOneUnit() {
    double[] scores =
        DoubleStream.concat(points(-87, 87, MANY), points(-1e-3, 1e-3, MANY)).toArray();
    for (double score : scores) {
      float f = (float) score;
      double exact = StrictMath.exp(-Math.abs((double) f));
      float decay = StableMath.decay(f);
      assertThat(Math.abs(decay - exact)).isLessThanOrEqualTo(Math.ulp((float) exact));
      assertThat(StableMath.decay(-f)).isEqualTo(decay);
    }
  }

  /** Farther out it stays what it is at 87, a normal number. */
  @Test
  void decayHoldsAtTheEndsOfItsRange() {
    assertThat(StableMath.decay(0)).isEqualTo(1);
    assertThat(StableMath.decay(-0f)).isEqualTo(1);
    float least = StableMath.decay(87);
    assertThat(least).isBetween(Float.MIN_NORMAL, 1.7e-38f);
    for (float far : new float[] {-87, 88, 1e30f, Float.NEGATIVE_INFINITY, Float.NaN}) {
      assertThat(StableMath.decay(far)).isEqualTo(least);
    }
  }

  @Test
  void log1pIsThatOfTheJdk() {
    double[] values = DoubleStream.concat(points(0, 3, MANY), points(0, 65536, MANY)).toArray();
    for (double q : values) {
      assertThat(StableMath.log1p(q)).isCloseTo(Math.log1p(q), within(4 * Math.ulp(Math.log1p(q))));
    }
    for (double q = 1; q > 1e-300; q /= 7) {
      assertThat(StableMath.log1p(q)).isCloseTo(Math.log1p(q), within(4 * Math.ulp(Math.log1p(q))));
    }
    assertThat(StableMath.log1p(0)).isZero();
    assertThat(StableMath.log1p(Double.NaN)).isNaN();
  }

  @Test
  void manyLogsAreEachLog() {
    double[] values = points(1e-300, 1e300, 1300).toArray();
    values[700] = Double.NaN;
    values[3] = 1;
    values[4] = 0.7071;
    double[] expected = Arrays.stream(values).map(StableMath::log).toArray();
    StableMath.logs(values);
    assertThat(values).isEqualTo(expected);
    assertThatThrownBy(() -> StableMath.logs(new double[] {1, -2}))
        .hasMessage("log needs a normal number > 0, but was -2.0");
  }

  @Test
  void logHoldsAtTheEndsOfItsRange() {
    assertThat(StableMath.log(1)).isZero();
    assertThat(StableMath.log(Double.NaN)).isNaN();
    assertThat(units(StableMath.log(Double.MAX_VALUE), StrictMath.log(Double.MAX_VALUE))).isZero();
    for (double wrong : new double[] {0, -1, Double.MIN_VALUE, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> StableMath.log(wrong))
          .isInstanceOf(ArithmeticException.class)
          .hasMessage("log needs a normal number > 0, but was " + wrong);
    }
  }

  @ParameterizedTest
  @CsvSource({"-30,30", "-0.2,0.2", "0.16,0.18", "-1e-9,1e-9", "-1e300,1e300"})
  void tanhIsWithinFourUnits(double low, double high) {
    assertThat(points(low, high, MANY))
        .allMatch(x -> units(StableMath.tanh(x), StrictMath.tanh(x)) <= 4);
  }

  @Test
  void tanhAndLogisticHoldAtTheEndsOfTheirRange() {
    assertThat(StableMath.tanh(0)).isZero();
    assertThat(StableMath.tanh(Double.NEGATIVE_INFINITY)).isEqualTo(-1);
    assertThat(StableMath.tanh(Double.NaN)).isNaN();
    assertThat(StableMath.logistic(0)).isEqualTo(0.5);
    assertThat(StableMath.logistic(-800)).isZero();
    assertThat(StableMath.logistic(800)).isEqualTo(1);
    assertThat(StableMath.logistic(Double.NaN)).isNaN();
  }

  @Test
  void theErrorOfAWrongDoubleIsNoticed() {
    double e = exactExp(1).doubleValue();
    assertThat(error(e, exactExp(1))).isLessThanOrEqualTo(0.5);
    assertThat(error(Math.nextUp(Math.nextUp(e)), exactExp(1))).isGreaterThan(1.4);
    assertThat(units(e, Math.nextDown(e))).isEqualTo(1);
  }

  private static DoubleStream points(double low, double high, int count) {
    SplitMix random = new SplitMix(count);
    return DoubleStream.concat(
        DoubleStream.of(low, high),
        DoubleStream.generate(() -> (random.nextLong() >>> 11) * 0x1p-53)
            .limit(count)
            .map(unit -> low + unit * (high - low)));
  }

  /** How many doubles lie between two of the same sign. */
  private static long units(double actual, double expected) {
    return Math.abs(Double.doubleToLongBits(actual) - Double.doubleToLongBits(expected));
  }

  private static double error(double actual, BigDecimal exact) {
    BigDecimal unit = new BigDecimal(Math.ulp(exact.doubleValue()));
    return new BigDecimal(actual).subtract(exact).abs().divide(unit, DIGITS).doubleValue();
  }

  /** The series at x 2^-30, then 30 squarings. */
  private static BigDecimal exactExp(double x) {
    BigDecimal small = new BigDecimal(x).divide(new BigDecimal(1L << 30), DIGITS);
    BigDecimal sum = BigDecimal.ONE;
    for (int k = 12; k > 0; k--) {
      sum = sum.multiply(small).divide(BigDecimal.valueOf(k), DIGITS).add(BigDecimal.ONE, DIGITS);
    }
    for (int k = 0; k < 30; k++) {
      sum = sum.multiply(sum, DIGITS);
    }
    return sum;
  }

  /** 2 artanh(s) with s = e / (2 + e) <= 1/3. */
  private static BigDecimal exactLog1p(double e) {
    BigDecimal exact = new BigDecimal(e);
    BigDecimal s = exact.divide(exact.add(BigDecimal.valueOf(2)), DIGITS);
    BigDecimal square = s.multiply(s, DIGITS);
    BigDecimal sum = BigDecimal.ZERO;
    for (int k = 121; k > 0; k -= 2) {
      BigDecimal term = BigDecimal.ONE.divide(BigDecimal.valueOf(k), DIGITS);
      sum = sum.multiply(square, DIGITS).add(term, DIGITS);
    }
    return sum.multiply(s, DIGITS).multiply(BigDecimal.valueOf(2));
  }
}
