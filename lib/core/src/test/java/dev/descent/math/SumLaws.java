package dev.descent.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link ExactSums} is associative and commutative to the bit, and as exact as it says. */
class SumLaws {
  private static final int COUNT = 400;

  /** Summands that break floating-point sums, one kind a constant. */
  enum Summands {
    GRADIENTS,
    WHOLE_RANGE,
    SUBNORMAL,
    CANCELLING,
    BORDERS,
    HUGE_AND_TINY;

    double[] sample() {
      Random random = new Random(name().hashCode());
      DoubleSupplier unit = () -> 2 * random.nextDouble() - 1;
      return switch (this) {
        case GRADIENTS ->
            generated(() -> unit.getAsDouble() * Math.scalb(1.0, -random.nextInt(12)));
        case WHOLE_RANGE ->
            generated(() -> unit.getAsDouble() * Math.scalb(1.0, random.nextInt(2090) - 1074));
        case SUBNORMAL -> generated(() -> unit.getAsDouble() * Double.MIN_NORMAL * 2);
        case CANCELLING -> cancelling(generated(() -> unit.getAsDouble() * 1e17));
        case BORDERS ->
            generated(
                () -> Math.signum(unit.getAsDouble()) * Math.scalb(1.0, random.nextInt(200) - 100));
        case HUGE_AND_TINY ->
            generated(
                () ->
                    switch (random.nextInt(4)) {
                      case 0 -> unit.getAsDouble() * 0x1p1012;
                      case 1 -> unit.getAsDouble() * Double.MIN_VALUE * 7;
                      case 2 -> -0.0;
                      default -> unit.getAsDouble();
                    });
      };
    }

    private static double[] generated(DoubleSupplier summand) {
      return DoubleStream.generate(summand).limit(COUNT).toArray();
    }

    private static double[] cancelling(double[] values) {
      for (int i = 0; i + 1 < values.length; i += 2) {
        values[i + 1] = -values[i] + (i % 16 == 0 ? 1e-9 : 0);
      }
      return values;
    }
  }

  static Stream<double[]> everyKindAndAllOfThem() {
    double[] all =
        Arrays.stream(Summands.values()).flatMapToDouble(s -> Arrays.stream(s.sample())).toArray();
    return Stream.concat(Arrays.stream(Summands.values()).map(Summands::sample), Stream.of(all));
  }

  @ParameterizedTest
  @MethodSource("everyKindAndAllOfThem")
  void manyAtOnceAreEachOfThem(double[] values) {
    double[] ascending = values.clone();
    Arrays.sort(ascending);
    double[] positive = Arrays.stream(values).map(Math::abs).toArray();
    double[] singles = Arrays.stream(values).map(SumLaws::single).toArray();
    for (int width : new int[] {2, 3, 7}) {
      for (double[] each : List.of(values, ascending, positive, singles)) {
        ExactSums one = new ExactSums(2, width);
        ExactSums all = new ExactSums(2, width);
        for (double value : each) {
          one.add(1, value);
        }
        all.addAll(1, each, 0, 7);
        all.addAll(1, each, 7, 7);
        all.addAll(1, each, 7, each.length);
        assertThat(Wire.bytes(all)).isEqualTo(Wire.bytes(one));
        for (double value : each) {
          one.addWeightedSquare(0, 1, value);
        }
        all.addAllSquares(0, each, 0, each.length);
        assertThat(Wire.bytes(all)).isEqualTo(Wire.bytes(one));
      }
    }
  }

  /** With no more bits than a float32 has, and some zeros among them. */
  private static double single(double value) {
    long bits = Double.doubleToRawLongBits(value);
    return (bits & 0x70000000L) == 0 ? 0 * value : Double.longBitsToDouble(bits >> 29 << 29);
  }

  @ParameterizedTest
  @MethodSource("everyKindAndAllOfThem")
  void anyOrderGroupingAndTreeGivesTheSameBits(double[] values) {
    for (int width : new int[] {2, 3, 7}) {
      byte[] expected = Wire.bytes(sumOf(boxed(values), width));
      for (int seed = 0; seed < 40; seed++) {
        Random random = new Random(seed);
        List<ExactSums> partials =
            MergeTrees.partitions(boxed(values), random).stream()
                .map(part -> sumOf(part, width))
                .toList();
        ExactSums merged = MergeTrees.merged(partials, ExactSums::merge, random);
        assertThat(Wire.bytes(merged)).as("seed %d, width %d", seed, width).isEqualTo(expected);
      }
    }
  }

  @Test
  void plainSumsOfTheSameDataDoDiffer() {
    List<Double> values = boxed(Summands.GRADIENTS.sample());
    Set<Double> plain = new HashSet<>();
    Set<Double> exact = new HashSet<>();
    for (int seed = 0; seed < 40; seed++) {
      Collections.shuffle(values, new Random(seed));
      double sum = 0;
      for (double value : values) {
        sum += value;
      }
      plain.add(sum);
      exact.add(sumOf(values, 3).value(0));
    }
    assertThat(plain).hasSizeGreaterThan(5);
    assertThat(exact).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Summands.class,
      names = {"GRADIENTS", "SUBNORMAL", "CANCELLING"})
  void equalsTheCorrectlyRoundedSumWhileNothingFallsOutOfTheWindow(Summands summands) {
    double[] values = summands.sample();
    assertThat(sumOf(boxed(values), 7).value(0)).isEqualTo(exact(values).doubleValue());
    if (summands != Summands.CANCELLING) {
      assertThat(sumOf(boxed(values), 3).value(0)).isEqualTo(exact(values).doubleValue());
    }
  }

  @ParameterizedTest
  @MethodSource("everyKindAndAllOfThem")
  void staysWithinItsErrorBound(double[] values) {
    double largest = Arrays.stream(values).map(Math::abs).max().orElseThrow();
    for (int width : new int[] {2, 3, 4}) {
      double sum = sumOf(boxed(values), width).value(0);
      BigDecimal bound =
          new BigDecimal(largest)
              .multiply(new BigDecimal(Math.scalb(1.0, -32 * (width - 1))))
              .multiply(BigDecimal.valueOf(values.length))
              .add(new BigDecimal(Math.ulp(sum)).multiply(new BigDecimal("0.5")));
      assertThat(new BigDecimal(sum).subtract(exact(values)).abs()).isLessThanOrEqualTo(bound);
    }
  }

  @ParameterizedTest
  @MethodSource("everyKindAndAllOfThem")
  void addingAVectorIsAddingItsComponents(double[] values) {
    for (int width : new int[] {2, 3, 7}) {
      ExactSums whole = new ExactSums(2, width);
      ExactSums single = new ExactSums(1, width);
      for (double value : values) {
        whole.add(new double[] {value, -value});
        single.add(0, value);
      }
      assertThat(whole.scaled(0)).isEqualTo(single.scaled(0));
      assertThat(bits(whole.value(0))).isEqualTo(bits(single.value(0)));
      assertThat(whole.value(1)).isEqualTo(0.0 - single.value(0));
    }
  }

  @Test
  void productsAreNotRounded() {
    double[] a = Summands.GRADIENTS.sample();
    double[] b = Summands.CANCELLING.sample();
    ExactSums products = new ExactSums(1, 12);
    BigDecimal expected = BigDecimal.ZERO;
    for (int i = 0; i < a.length; i++) {
      products.addProduct(0, a[i], b[i]);
      expected = expected.add(new BigDecimal(a[i]).multiply(new BigDecimal(b[i])));
    }
    assertThat(products.value(0)).isEqualTo(expected.doubleValue());
  }

  @Test
  void productsMayLeaveTheRangeOfADoubleAndComeBack() {
    ExactSums sums = new ExactSums(1);
    sums.addProduct(0, Double.MAX_VALUE, Double.MAX_VALUE);
    assertThat(sums.value(0)).isInfinite();
    sums.addProduct(0, -Double.MAX_VALUE, Double.MAX_VALUE);
    assertThat(sums.value(0)).isZero();
    ExactSums tiny = new ExactSums(1);
    tiny.addProduct(0, Double.MIN_VALUE, Double.MIN_VALUE);
    assertThat(tiny.value(0)).isZero();
    assertThat(tiny.scaled(0)).satisfies(s -> assertThat(s.signum()).isEqualTo(1));
  }

  @Test
  void weightedValuesAndSquaresAreNotRounded() {
    double[] x = Summands.CANCELLING.sample();
    double[] w = Summands.GRADIENTS.sample();
    ExactSums first = new ExactSums(1, 12);
    ExactSums second = new ExactSums(1, 12);
    ExactSums single = new ExactSums(2, 12);
    BigDecimal expectedFirst = BigDecimal.ZERO;
    BigDecimal expectedSecond = BigDecimal.ZERO;
    for (int i = 0; i < x.length; i++) {
      double weight = i % 3 == 0 ? 1 : Math.abs(w[i]);
      first.addWeighted(weight, new double[] {x[i]});
      second.addWeightedSquares(weight, new double[] {x[i]});
      single.addWeightedSquare(1, weight, x[i]);
      BigDecimal product = new BigDecimal(weight).multiply(new BigDecimal(x[i]));
      expectedFirst = expectedFirst.add(product);
      expectedSecond = expectedSecond.add(product.multiply(new BigDecimal(x[i])));
    }
    assertThat(first.value(0)).isEqualTo(expectedFirst.doubleValue());
    assertThat(second.value(0)).isEqualTo(expectedSecond.doubleValue());
    assertThat(single.value(1)).isEqualTo(expectedSecond.doubleValue());
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.MIN_VALUE, 0x1.8p-1060, 0x1.fffffffffffffp-1000, 3, 1e300})
  void weightedSquaresReachFromTheSmallestToTheLargestDouble(double x) {
    double weight = 0.3;
    ExactSums sums = new ExactSums(1, 8);
    sums.addWeightedSquares(weight, new double[] {x});
    Scaled square = Scaled.of(x).times(Scaled.of(x));
    assertThat(sums.scaled(0).minus(square.times(Scaled.of(weight))).signum()).isZero();
    assertThat(sums.scaled(0).over(square)).isEqualTo(weight);
  }

  @Test
  void nothingAndZerosSumToZero() {
    ExactSums sums = new ExactSums(3);
    assertThat(sums.values()).containsExactly(0, 0, 0);
    sums.add(new double[] {-0.0, 0.0, -0.0});
    assertThat(bits(sums.value(0))).isZero();
    assertThat(new ExactSums(0).merge(new ExactSums(0)).values()).isEmpty();
  }

  @Test
  void sumsAboveTheRangeAreInfiniteAndMayReturn() {
    ExactSums sums = sumOf(List.of(Double.MAX_VALUE, Double.MAX_VALUE), 3);
    assertThat(sums.value(0)).isEqualTo(Double.POSITIVE_INFINITY);
    sums.add(0, -Double.MAX_VALUE);
    assertThat(sums.value(0)).isEqualTo(Double.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void refusesWhatIsNotFinite(double value) {
    for (int width : new int[] {3, 4}) {
      ExactSums sums = new ExactSums(1, width);
      String message = "an exact sum takes finite values, but one was " + value;
      assertThatThrownBy(() -> sums.add(0, value)).hasMessage(message);
      assertThatThrownBy(() -> sums.add(new double[] {value})).hasMessage(message);
      assertThatThrownBy(() -> sums.addProduct(0, value, 2)).hasMessage(message);
      assertThatThrownBy(() -> sums.addProduct(0, 0, value)).hasMessage(message);
      assertThatThrownBy(() -> sums.addWeighted(2, new double[] {value})).hasMessage(message);
      assertThatThrownBy(() -> sums.addWeightedSquares(2, new double[] {value}))
          .hasMessage(message);
      assertThatThrownBy(() -> sums.addWeightedSquare(0, 2, value)).hasMessage(message);
    }
  }

  @Test
  void holdsAsManyOfTheWidestSummandsAsItSaysAndNotOneMore() {
    // All digits are 2^32 - 1 or near it: what fills the bins fastest.
    for (double value : new double[] {0x1.fffffffffffffp52, -0x1.fffffffffffffp-12, 0x1p31}) {
      ExactSums power = sumOf(List.of(value), 3);
      ExactSums full = new ExactSums(1);
      for (int k = 0; k < 31; k++) {
        full.merge(power);
        if (k < 30) {
          power.merge(power);
        }
      }
      assertThat(full.summands()).isEqualTo(Integer.MAX_VALUE);
      BigDecimal expected = new BigDecimal(value).multiply(BigDecimal.valueOf(Integer.MAX_VALUE));
      assertThat(full.value(0)).isEqualTo(expected.doubleValue());
      assertThatThrownBy(() -> full.add(0, 1))
          .isInstanceOf(ArithmeticException.class)
          .hasMessageContaining("2^31 summands");
      assertThatThrownBy(() -> power.merge(power)).isInstanceOf(ArithmeticException.class);
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    ExactSums sums = new ExactSums(2);
    assertThatThrownBy(() -> sums.add(new double[3])).hasMessage("expected 2 values, but were 3");
    assertThatThrownBy(() -> sums.merge(new ExactSums(3)))
        .hasMessage("sums of 2 x 3 and 3 x 3 do not merge");
    assertThatThrownBy(() -> sums.merge(new ExactSums(2, 4)))
        .hasMessage("sums of 2 x 3 and 2 x 4 do not merge");
    assertThatThrownBy(() -> new ExactSums(-1)).hasMessageContaining("size must be >= 0");
    assertThatThrownBy(() -> new ExactSums(1, 1)).hasMessageContaining("width >= 2");
  }

  @Test
  void pickedSumsAreThoseOfTheWhole() {
    ExactSums sums = new ExactSums(3);
    sums.add(new double[] {1e20, 3, -7});
    sums.add(0, -3);
    ExactSums picked = sums.picked(2, 0);
    assertThat(picked.values()).containsExactly(-7, 1e20);
    picked.add(1, -1e20);
    assertThat(picked.value(1)).isEqualTo(-3);
    assertThat(sums.value(0)).isEqualTo(1e20);
    assertThat(picked.summands()).isPositive();
    assertThat(new ExactSums(3).picked(1).summands()).isZero();
    assertThat(new ExactSums(3).picked(1).values()).containsExactly(0);
  }

  @Test
  void survivesTheWireAndIsSmallWhileEmpty() {
    ExactSums sums = sumOf(boxed(Summands.WHOLE_RANGE.sample()), 3);
    ExactSums copy = Wire.copy(sums, ExactSums.class);
    assertThat(Wire.bytes(copy)).isEqualTo(Wire.bytes(sums));
    copy.add(0, 1e308);
    sums.add(0, 1e308);
    assertThat(bits(copy.value(0))).isEqualTo(bits(sums.value(0)));
    assertThat(Wire.bytes(new ExactSums(1_000_000))).hasSizeLessThan(1024);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7})
  void valuesAreTheExactSumsRoundedOnce(int width) {
    Random random = new Random(width);
    for (int trial = 0; trial < 2000; trial++) {
      ExactSums sums = new ExactSums(1, width);
      int spread = 1 + random.nextInt(120);
      int near = random.nextInt(200) == 0 ? -1050 : 0;
      for (int n = random.nextInt(6); n >= 0; n--) {
        double value = Math.scalb(random.nextDouble() - 0.5, near + random.nextInt(spread));
        sums.add(0, value);
        if (random.nextInt(3) == 0) {
          sums.add(0, -value);
        }
      }
      assertThat(sums.value(0)).isEqualTo(sums.scaled(0).toDouble());
    }
  }

  private static ExactSums sumOf(List<Double> values, int width) {
    ExactSums sums = new ExactSums(1, width);
    for (double value : values) {
      sums.add(new double[] {value});
    }
    return sums;
  }

  private static List<Double> boxed(double[] values) {
    return new ArrayList<>(Arrays.stream(values).boxed().toList());
  }

  private static BigDecimal exact(double[] values) {
    return Arrays.stream(values).mapToObj(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static long bits(double value) {
    return Double.doubleToRawLongBits(value);
  }

  /** Vectors of several pieces are added by all cores, each of which has sums of its own. */
  @Test
  void longVectorsAreAddedAsTheirNumbersAre() {
    int size = 3 * Pieces.LENGTH + 5;
    ExactSums whole = new ExactSums(size);
    ExactSums single = new ExactSums(size);
    Random random = new Random(7);
    for (int round = 0; round < 20; round++) {
      double[] values =
          random.doubles(size).map(u -> Math.scalb(u - 0.5, random.nextInt(90))).toArray();
      Pieces.with(
          new Crew(1),
          () -> {
            whole.add(values);
            return whole;
          });
      for (int i = 0; i < size; i++) {
        single.add(i, values[i]);
      }
    }
    for (int i = 0; i < size; i++) {
      assertThat(whole.value(i)).isEqualTo(single.value(i));
    }
  }
}
