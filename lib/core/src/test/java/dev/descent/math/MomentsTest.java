package dev.descent.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link Moments} against two passes in decimal arithmetic, and their laws to the bit. */
class MomentsTest {
  private static final int ROWS = 200;
  private static final MathContext DIGITS = new MathContext(400);

  private record Weighted(double[] row, double weight) {}

  /** Columns that break the textbook formula, from a normal variate. */
  enum Column {
    UNIT,
    FAR_FROM_ZERO,
    VERY_FAR_FROM_ZERO,
    COUNTS,
    TENTHS,
    HUGE,
    HUGE_AND_FAR,
    SMALL,
    SUBNORMAL,
    LARGE_AND_SMALL;

    double[] sample() {
      Random random = new Random(name().hashCode());
      return DoubleStream.generate(random::nextGaussian).limit(ROWS).map(this::ofNormal).toArray();
    }

    private double ofNormal(double z) {
      return switch (this) {
        case UNIT -> z;
        case FAR_FROM_ZERO -> 1e9 + z;
        case VERY_FAR_FROM_ZERO -> 1e15 + z;
        case COUNTS -> Math.rint(3 * z);
        case TENTHS -> Math.rint(10 * z) / 10;
        case HUGE -> 1e300 * z;
        case HUGE_AND_FAR -> 1e300 * (1 + 1e-9 * z);
        case SMALL -> 1e-300 * z;
        case SUBNORMAL -> Math.rint(1000 * z) * Double.MIN_VALUE;
        case LARGE_AND_SMALL -> Math.signum(z) * Math.exp(10 * Math.abs(z));
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void areThoseOfTwoExactPasses(Column column) {
    double[] ones = new double[ROWS];
    Arrays.fill(ones, 1);
    Random random = new Random(99);
    double[] fractions = random.doubles(ROWS, 0, 3).toArray();
    for (double[] weights : List.of(ones, fractions)) {
      double[] values = column.sample();
      Moments moments = momentsOf(values, weights);
      BigDecimal total = sum(weights, x -> BigDecimal.ONE, values);
      BigDecimal mean = sum(weights, x -> x, values).divide(total, DIGITS);
      BigDecimal variance =
          sum(weights, x -> x.subtract(mean).pow(2), values).divide(total, DIGITS);
      assertThat(moments.totalWeight()).isEqualTo(total.doubleValue());
      assertThat(moments.mean(0)).isEqualTo(mean.doubleValue());
      assertThat(units(moments.standardDeviation(0), variance.sqrt(DIGITS))).isLessThan(0.51);
    }
  }

  @Test
  void anOffsetDoesNotChangeTheDeviation() {
    // Whole numbers, so that the offset is added without rounding.
    double[] values = Column.COUNTS.sample();
    double[] weights = new Random(3).doubles(ROWS).toArray();
    double expected = momentsOf(values, weights).standardDeviation(0);
    for (double offset : new double[] {1e9, -1e12, 1e15}) {
      double[] shifted = Arrays.stream(values).map(x -> x + offset).toArray();
      assertThat(momentsOf(shifted, weights).standardDeviation(0)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, -1.0 / 3, 1e9 + 0.1, 1e300, Double.MIN_VALUE, Double.MAX_VALUE})
  void aConstantColumnHasNoDeviation(double constant) {
    double[] values = new double[ROWS];
    Arrays.fill(values, constant);
    double[] ones = new double[ROWS];
    Arrays.fill(ones, 1);
    for (double[] weights : List.of(ones, new Random(1).doubles(ROWS, 1e-9, 7).toArray())) {
      Moments moments = momentsOf(values, weights);
      assertThat(moments.standardDeviation(0)).isZero();
      assertThat(moments.mean(0)).isEqualTo(constant);
    }
  }

  @Test
  void theSmallestStepFromAConstantIsNoticed() {
    double[] values = {1e9, 1e9, Math.nextUp(1e9)};
    assertThat(momentsOf(values, new double[] {1, 1, 1}).standardDeviation(0)).isPositive();
    assertThat(momentsOf(values, new double[] {0.1, 0.7, 1e-9}).standardDeviation(0)).isPositive();
  }

  @Test
  void weightTwoIsARowTwiceAndWeightZeroIsNoRow() {
    Moments weighted = new Moments(Column.values().length);
    Moments repeated = new Moments(Column.values().length);
    for (Weighted row : rows()) {
      weighted.add(row.row, 2 * row.weight);
      weighted.add(row.row, 0);
      repeated.add(row.row, row.weight);
      repeated.add(row.row, row.weight);
    }
    assertThat(figures(weighted)).containsExactly(figures(repeated));
    weighted = new Moments(1);
    repeated = new Moments(1);
    for (double x : Column.TENTHS.sample()) {
      weighted.add(new double[] {x}, 2);
      repeated.add(new double[] {x}, 1);
      repeated.add(new double[] {x}, 1);
    }
    assertThat(figures(weighted)).containsExactly(figures(repeated));
  }

  @Test
  void anyOrderAndGroupingGivesTheSameBits() {
    byte[] expected = Wire.bytes(momentsOf(rows()));
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      List<Moments> partials =
          MergeTrees.partitions(rows(), random).stream().map(MomentsTest::momentsOf).toList();
      Moments merged = MergeTrees.merged(partials, Moments::merge, random);
      assertThat(Wire.bytes(merged)).as("seed %d", seed).isEqualTo(expected);
    }
  }

  @Test
  void columnByColumnGivesTheBitsOfRowByRow() {
    List<Weighted> mixed = rows();
    for (boolean weighted : new boolean[] {true, false}) {
      for (UnaryOperator<double[]> change :
          List.<UnaryOperator<double[]>>of(double[]::clone, MomentsTest::singles)) {
        List<Weighted> rows =
            mixed.stream()
                .map(row -> new Weighted(change.apply(row.row), weighted ? row.weight : 1))
                .toList();
        Moments columns = new Moments(Column.values().length);
        for (int from = 0; from < ROWS; from += 64) {
          addColumns(columns, rows.subList(from, Math.min(from + 64, ROWS)));
        }
        assertThat(Wire.bytes(columns)).isEqualTo(Wire.bytes(momentsOf(rows)));
      }
    }
  }

  private static double[] singles(double[] row) {
    return Arrays.stream(row).map(x -> Math.abs(x) < Float.MAX_VALUE ? (float) x : 1e9f).toArray();
  }

  private static void addColumns(Moments moments, List<Weighted> rows) {
    double[] weights = rows.stream().mapToDouble(Weighted::weight).toArray();
    moments.addColumns(
        weights, rows.size(), j -> rows.stream().mapToDouble(row -> row.row[j]).toArray());
  }

  @Test
  void noRowsHaveNoMoments() {
    Moments none = new Moments(2);
    assertThat(none.columns()).isEqualTo(2);
    assertThat(none.totalWeight()).isZero();
    assertThat(none.mean(1)).isZero();
    assertThat(none.standardDeviation(1)).isZero();
  }

  @Test
  void refusesWhatIsNotFinite() {
    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      for (double weight : new double[] {1, 0.5}) {
        assertThatThrownBy(() -> new Moments(1).add(new double[] {value}, weight))
            .isInstanceOf(ArithmeticException.class)
            .hasMessage("an exact sum takes finite values, but one was " + value);
      }
    }
  }

  private static List<Weighted> rows() {
    Random random = new Random(17);
    List<double[]> columns = Arrays.stream(Column.values()).map(Column::sample).toList();
    List<Weighted> rows = new ArrayList<>();
    for (int r = 0; r < ROWS; r++) {
      int i = r;
      double[] row = columns.stream().mapToDouble(column -> column[i]).toArray();
      rows.add(new Weighted(row, i % 2 == 0 ? 1 : random.nextDouble()));
    }
    return rows;
  }

  private static Moments momentsOf(List<Weighted> rows) {
    Moments moments = new Moments(Column.values().length);
    rows.forEach(row -> moments.add(row.row, row.weight));
    return moments;
  }

  private static Moments momentsOf(double[] values, double[] weights) {
    Moments moments = new Moments(1);
    for (int i = 0; i < values.length; i++) {
      moments.add(new double[] {values[i]}, weights[i]);
    }
    return moments;
  }

  private static double[] figures(Moments moments) {
    return IntStream.range(0, moments.columns())
        .boxed()
        .flatMapToDouble(
            j ->
                Arrays.stream(
                    new double[] {
                      moments.totalWeight(), moments.mean(j), moments.standardDeviation(j)
                    }))
        .toArray();
  }

  private static BigDecimal sum(double[] weights, UnaryOperator<BigDecimal> term, double[] values) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < values.length; i++) {
      BigDecimal x = term.apply(new BigDecimal(values[i]));
      sum = sum.add(new BigDecimal(weights[i]).multiply(x));
    }
    return sum;
  }

  private static double units(double actual, BigDecimal exact) {
    BigDecimal unit = new BigDecimal(Math.ulp(exact.doubleValue()));
    return new BigDecimal(actual).subtract(exact).abs().divide(unit, DIGITS).doubleValue();
  }

  /** A block none of whose rows counts may be the first that is added. */
  @Test
  void noRowsByColumnAreNothing() {
    Moments moments = new Moments(2);
    moments.addColumns(new double[4], 0, j -> new double[4]);
    assertThat(moments.totalWeight()).isZero();
    moments.add(new double[] {1, 3}, 1);
    assertThat(moments.mean(1)).isEqualTo(3);
  }

  /** Squares that no double holds: the exact way still gives the deviation. */
  @Test
  void sparseColumnsMayBeVeryLarge() {
    Moments moments = Moments.ofSparse(1);
    moments.add(new double[] {1e200}, 1);
    moments.add(new double[] {0}, 1);
    assertThat(moments.mean(0)).isEqualTo(5e199);
    assertThat(moments.standardDeviation(0)).isEqualTo(5e199);
  }
}
