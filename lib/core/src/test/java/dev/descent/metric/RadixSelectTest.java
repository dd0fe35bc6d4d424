package dev.descent.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.math.Scaled;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RadixSelectTest {

  @Test
  void equalsTheMiddleOfTheSortedValues() {
    for (int seed = 0; seed < 24; seed++) {
      Random random = new Random(seed);
      double[] values = new double[1 + random.nextInt(60)];
      Arrays.setAll(
          values,
          i ->
              switch (random.nextInt(4)) {
                case 0 -> random.nextInt(3) - 1;
                case 1 -> -Math.scalb(random.nextDouble(), random.nextInt(2000) - 1000);
                case 2 -> Double.MIN_VALUE * random.nextInt(3);
                default -> random.nextGaussian();
              });
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      int n = sorted.length;
      double expected = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
      assertThat(RadixSelect.medianOf(values, ones(n))).isEqualTo(expected + 0.0);
    }
  }

  @Test
  void equalsTheWeightedDefinition() {
    for (int seed = 0; seed < 16; seed++) {
      Random random = new Random(seed);
      double[] values = random.doubles(40, -5, 5).map(Math::rint).toArray();
      double[] weights = random.doubles(40).map(w -> Math.rint(w * 16) / 16).toArray();
      double total = Arrays.stream(weights).sum();
      double lower = smallest(values, weights, total / 2);
      double upper = smallest(values, weights, Math.nextUp(total / 2));
      assertThat(RadixSelect.medianOf(values, weights)).isEqualTo((lower + upper) / 2 + 0.0);
    }
  }

  /** Values by the definition, levels k/20 of up to 60 weights: many are reached exactly. */
  @Test
  void quantilesEqualTheWeightedDefinition() {
    double[] levels = IntStream.rangeClosed(0, 20).mapToDouble(k -> k / 20.0).toArray();
    for (int seed = 0; seed < 16; seed++) {
      Random random = new Random(seed);
      double[] values = random.doubles(40, -5, 5).map(Math::rint).toArray();
      double[] weights = random.ints(40, 0, 4).asDoubleStream().toArray();
      double total = Arrays.stream(weights).sum();
      double[] found = RadixSelect.quantilesOf(values, weights, levels);
      for (int k = 0; k <= 20; k++) {
        double lower = smallest(values, weights, Math.max(1, Math.ceil(k * total / 20)));
        double upper = smallest(values, weights, Math.min(total, Math.floor(k * total / 20) + 1));
        assertThat(found[k]).isEqualTo((lower + upper) / 2 + 0.0);
      }
      assertThat(found[10]).isEqualTo(RadixSelect.medianOf(values, weights));
    }
  }

  /** 0.05 as a double is more than 1/20, and 0.05 * 20 rows would miss the first one. */
  @Test
  void aLevelIsTheDecimalNumberOfItsText() {
    double[] values = IntStream.rangeClosed(1, 20).asDoubleStream().toArray();
    assertThat(RadixSelect.quantilesOf(values, ones(20), 0.95, 0.05, 0.3, 1e-5))
        .containsExactly(19.5, 1.5, 6.5, 1);
    assertThat(Scaled.of(0.05).times(Scaled.of(20)).minus(Scaled.of(1)).signum()).isPositive();
  }

  @Test
  void middleValuesMayDifferInTheirFirstBits() {
    assertThat(median(-1e300, 1e300)).isZero();
    assertThat(median(1, 2, 3, 1e9)).isEqualTo(2.5);
    assertThat(median(Double.MAX_VALUE, Double.MAX_VALUE)).isEqualTo(Double.MAX_VALUE);
    assertThat(median(-0.0, 0.0, 0.0)).isZero();
  }

  @Test
  void keysKeepTheOrderAndComeBack() {
    double[] values = {-1e300, -1, -Double.MIN_VALUE, 0, Double.MIN_VALUE, 0.5, 1, 1e300};
    for (int i = 0; i < values.length; i++) {
      assertThat(RadixHistogram.value(RadixHistogram.key(values[i]))).isEqualTo(values[i]);
      if (i > 0) {
        long before = RadixHistogram.key(values[i - 1]);
        assertThat(Long.compareUnsigned(before, RadixHistogram.key(values[i]))).isNegative();
      }
    }
  }

  @Test
  void refusesWrongPassesAndNothing() {
    RadixSelect start = RadixSelect.median();
    assertThatThrownBy(() -> start.next(start.histogram())).hasMessageContaining("there are none");
    assertThatThrownBy(start::value).hasMessageContaining("0 of 4 passes");
    RadixSelect second = start.next(start.histogram().add(3, 1));
    assertThatThrownBy(() -> second.next(start.histogram().add(3, 1)))
        .hasMessageContaining("pass 0 of another selection than pass 1");
    assertThatThrownBy(() -> start.histogram().merge(second.histogram()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> second.next(second.histogram().add(-7, 1)))
        .hasMessageContaining("changed between two passes");
    assertThatThrownBy(() -> start.histogram().add(Double.NaN, 1)).hasMessageContaining("finite");
    assertThatThrownBy(() -> start.histogram().add(1, -1)).hasMessageContaining("weight");
    for (double level : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> RadixSelect.quantiles(level))
          .hasMessage("level of a quantile must be in [0, 1], but was " + level);
    }
    assertThatThrownBy(RadixSelect::quantiles).hasMessage("a selection needs at least one level");
    assertThatThrownBy(() -> RadixSelect.medianOf(ones(2), ones(1)))
        .hasMessage("expected 2 weights, but were 1");
    RadixSelect done = second;
    while (!done.isDone()) {
      done = done.next(done.histogram().add(3, 1));
    }
    assertThat(done.value()).isEqualTo(3);
    assertThatThrownBy(done::histogram).hasMessageContaining("done after 4 passes");
  }

  private static double median(double... values) {
    return RadixSelect.medianOf(values, ones(values.length));
  }

  private static double smallest(double[] values, double[] weights, double atLeast) {
    return Arrays.stream(values)
        .sorted()
        .filter(v -> weightUpTo(values, weights, v) >= atLeast)
        .findFirst()
        .orElseThrow();
  }

  private static double weightUpTo(double[] values, double[] weights, double bound) {
    return IntStream.range(0, values.length)
        .filter(i -> values[i] <= bound)
        .mapToDouble(i -> weights[i])
        .sum();
  }

  private static double[] ones(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return ones;
  }
}
