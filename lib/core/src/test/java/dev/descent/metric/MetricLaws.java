package dev.descent.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.math.MergeTrees;
import dev.descent.math.Wire;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every metric and every accumulator, on random rows. */
class MetricLaws {

  /** How an accumulator starts, takes a row and merges. */
  record Accumulator<A extends Serializable>(
      Class<A> type, Supplier<A> zero, BiConsumer<A, Row> add, BinaryOperator<A> merge) {

    A of(List<Row> rows) {
      A sum = zero.get();
      rows.forEach(row -> add.accept(sum, row));
      return sum;
    }

    @Override
    public String toString() {
      return type.getSimpleName();
    }
  }

  static Stream<Accumulator<?>> accumulators() {
    return Stream.of(
        new Accumulator<>(
            ConfusionMatrix.class,
            () -> new ConfusionMatrix(3),
            (a, r) -> a.add(2 * r.actual(), r.score() > 0.5 ? 1 : 0, r.weight()),
            ConfusionMatrix::merge),
        new Accumulator<>(
            BinaryLoss.class,
            BinaryLoss::new,
            (a, r) -> {
              a.addProbability(r.score(), r.actual(), r.weight());
              a.addScore(20 * r.score() - 10, r.actual(), r.weight());
            },
            BinaryLoss::merge),
        new Accumulator<>(
            CrossEntropy.class,
            CrossEntropy::new,
            (a, r) -> {
              double[] three = {r.score() / 3, 0.3, 0.7 - r.score() / 3};
              a.addProbabilities(three, 2 * r.actual(), r.weight());
              a.add(three, r.actual(), r.weight());
            },
            CrossEntropy::merge),
        new Accumulator<>(
            RegressionMoments.class,
            RegressionMoments::new,
            (a, r) -> a.add(1e9 + r.actual(), 1e9 + r.score(), r.weight()),
            RegressionMoments::merge),
        new Accumulator<>(
            Calibration.class,
            () -> new Calibration(7),
            (a, r) -> a.add(r.score(), r.actual(), r.weight()),
            Calibration::merge),
        new Accumulator<>(
            RadixHistogram.class,
            () -> RadixSelect.median().histogram(),
            (a, r) -> a.add(r.score(), r.weight()),
            RadixHistogram::merge),
        new Accumulator<>(
            ResidualHistogram.class,
            () -> secondPass().histogram(),
            (a, r) -> a.add(r.actual(), r.score(), r.weight()),
            ResidualHistogram::merge),
        new Accumulator<>(
            ResidualGrid.class,
            MetricLaws::grid,
            (a, r) -> a.add(r.actual(), r.score(), r.weight()),
            ResidualGrid::merge));
  }

  private static ResidualGrid grid() {
    RegressionMoments moments = new RegressionMoments();
    rows(1, false).forEach(r -> moments.add(r.actual(), r.score(), r.weight()));
    return ResidualGrid.of(moments, new ResidualQuantiles(Map.of(0.05, -0.5, 0.95, 0.5), 0.1));
  }

  /** Of rows whose quantiles differ in their first bits. */
  private static ResidualSelect secondPass() {
    ResidualSelect start = ResidualSelect.start();
    ResidualHistogram first = start.histogram();
    rows(1, false).forEach(r -> first.add(r.actual(), r.score(), r.weight()));
    return start.next(first);
  }

  @ParameterizedTest
  @MethodSource("accumulators")
  <A extends Serializable> void anyOrderAndTreeGivesTheSameBits(Accumulator<A> law) {
    for (List<Row> rows : List.of(rows(1, false), rows(2, true))) {
      byte[] expected = Wire.bytes(law.of(rows));
      for (int seed = 0; seed < 8; seed++) {
        Random random = new Random(seed);
        List<A> partials = MergeTrees.partitions(rows, random).stream().map(law::of).toList();
        A merged = MergeTrees.merged(partials, law.merge(), random);
        assertThat(Wire.bytes(merged)).isEqualTo(expected);
        assertThat(Wire.bytes(Wire.copy(merged, law.type()))).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("accumulators")
  <A extends Serializable> void isSmallOnTheWireWhileEmpty(Accumulator<A> law) {
    assertThat(Wire.bytes(law.zero().get())).hasSizeLessThan(1024);
  }

  @ParameterizedTest
  @MethodSource("accumulators")
  <A extends Serializable> void aRowOfWeightZeroIsAbsent(Accumulator<A> law) {
    List<Row> rows = rows(3, false);
    List<Row> more = new ArrayList<>(rows);
    more.add(7, new Row(0.987, true, 0));
    assertThat(Wire.bytes(law.of(more))).isEqualTo(Wire.bytes(law.of(rows)));
  }

  @Test
  void manyRowsAtOnceAreEachOfThem() {
    for (List<Row> rows : List.of(rows(4, false), rows(5, true))) {
      BinaryLoss loss = new BinaryLoss();
      BinaryLoss byScore = new BinaryLoss();
      Calibration calibration = new Calibration(7);
      ConfusionMatrix confusion = new ConfusionMatrix(2);
      ScoreHistogram histogram = new ScoreHistogram(33);
      ScoreBins bins = new ScoreBins(33);
      for (Row r : rows) {
        loss.addProbability(r.score(), r.actual(), r.weight());
        byScore.addScore(20 * r.score() - 10, r.actual(), r.weight());
        calibration.add(r.score(), r.actual(), r.weight());
        confusion.add(r.actual(), r.score() >= 0.5 ? 1 : 0, r.weight());
        histogram.add(bins.of(r.score()), ScoreKey.of(r.score()), r.actual(), r.weight());
      }
      BinaryRows all = binary(rows);
      double[] scores = rows.stream().mapToDouble(r -> 20 * r.score() - 10).toArray();
      assertThat(Wire.bytes(new BinaryLoss().add(all))).isEqualTo(Wire.bytes(loss));
      assertThat(Wire.bytes(new BinaryLoss().addScores(scores, all)))
          .isEqualTo(Wire.bytes(byScore));
      assertThat(Wire.bytes(new Calibration(7).add(all))).isEqualTo(Wire.bytes(calibration));
      assertThat(Wire.bytes(new ConfusionMatrix(2).add(all, 0.5))).isEqualTo(Wire.bytes(confusion));
      assertThat(Wire.bytes(new ScoreHistogram(33).add(all, bins)))
          .isEqualTo(Wire.bytes(histogram));
    }
  }

  /** Without weights where all are 1. */
  private static BinaryRows binary(List<Row> rows) {
    double[] probabilities = rows.stream().mapToDouble(Row::score).toArray();
    int[] actual = rows.stream().mapToInt(Row::actual).toArray();
    return rows.stream().allMatch(r -> r.weight() == 1)
        ? new BinaryRows(probabilities, actual)
        : new BinaryRows(probabilities, actual, rows.stream().mapToDouble(Row::weight).toArray());
  }

  @Test
  void rowsThatAreNoRowsAreRefused() {
    assertThatThrownBy(() -> new BinaryRows(new double[2], new int[1]))
        .hasMessage("expected as many labels and weights as probabilities, 2, but were 1, 0");
    BinaryRows above = new BinaryRows(new double[] {0.5, 1.5}, new int[2]);
    BinaryRows third = new BinaryRows(new double[2], new int[] {0, 2});
    assertThatThrownBy(() -> new BinaryLoss().add(above))
        .hasMessage("probability must be in [0, 1], but was 1.5");
    assertThatThrownBy(() -> new Calibration(3).add(above))
        .hasMessage("probability must be in [0, 1], but was 1.5");
    assertThatThrownBy(() -> new BinaryLoss().add(third))
        .hasMessage("actual must be 0 or 1, but was 2");
    assertThatThrownBy(() -> new Calibration(3).add(third))
        .hasMessage("actual must be 0 or 1, but was 2");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 9, 60, 1_000_000})
  void rocAucIsMannWhitneyCountedPairByPair(int distinct) {
    for (int seed = 0; seed < 5; seed++) {
      Random random = new Random(seed);
      List<Row> rows = Row.random(random, 300, distinct);
      double area = Curve.of(Row.block(rows)).areas().rocAuc();
      assertThat(area).isEqualTo(mannWhitney(rows));
      List<Row> weighted = Row.weighted(rows, random);
      assertThat(Curve.of(Row.block(weighted)).areas().rocAuc())
          .isCloseTo(mannWhitney(weighted), within(1e-13));
    }
  }

  @Test
  void averagePrecisionAndPrAreaAreTheirDefinitions() {
    List<Row> rows = Row.weighted(Row.random(new Random(5), 200, 40), new Random(6));
    List<Double> thresholds = rows.stream().map(Row::score).distinct().sorted().toList();
    double steps = 0;
    double trapezoids = 0;
    double recall = 0;
    double precision = 1;
    for (int k = thresholds.size() - 1; k >= 0; k--) {
      BinaryConfusion at = counted(rows, thresholds.get(k));
      steps += (at.recall() - recall) * at.precision();
      trapezoids += (at.recall() - recall) * (at.precision() + precision) / 2;
      recall = at.recall();
      precision = at.precision();
    }
    Areas areas = Curve.of(Row.block(rows)).areas();
    assertThat(areas.averagePrecision()).isCloseTo(steps, within(1e-13));
    assertThat(areas.prAuc()).isCloseTo(trapezoids, within(1e-13));
  }

  @Test
  void aCurveCountsWhatAConfusionMatrixCounts() {
    List<Row> rows = Row.random(new Random(8), 500, 30);
    Curve curve = Curve.of(Row.block(rows));
    for (double threshold : new double[] {-1, 0, 0.2, 0.5, 0.5 + 1e-12, 0.7, 1, 2}) {
      ConfusionMatrix matrix = new ConfusionMatrix(2);
      rows.forEach(r -> matrix.add(r.actual(), r.score() >= threshold ? 1 : 0, r.weight()));
      assertThat(curve.at(threshold)).isEqualTo(matrix.binary());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 10, 997})
  void theBrierScoreIsTheSumOfItsParts(int bins) {
    for (int seed = 0; seed < 5; seed++) {
      List<Row> rows = rows(seed, seed > 1);
      Calibration calibration = new Calibration(bins);
      rows.forEach(r -> calibration.add(r.score(), r.actual(), r.weight()));
      BrierParts parts = calibration.error().brier();
      double brier = Row.losses(rows).brier();
      assertThat(sum(parts)).isCloseTo(brier, within(1e-15));
      assertThat(parts.reliability() - parts.generalizedResolution() + parts.uncertainty())
          .isCloseTo(brier, within(1e-15));
      if (bins == 1) {
        assertThat(parts.resolution()).isZero();
      }
    }
  }

  private static double sum(BrierParts parts) {
    return parts.reliability()
        - parts.resolution()
        + parts.uncertainty()
        + parts.withinBinVariance()
        - parts.withinBinCovariance();
  }

  @Test
  void weightTwoIsTheRowTwice() {
    List<Row> rows = Row.random(new Random(9), 200, 50);
    List<Row> twice = new ArrayList<>();
    List<Row> doubled = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      twice.add(row);
      if (i % 3 == 0) {
        twice.add(row);
      }
      doubled.add(new Row(row.score(), row.positive(), i % 3 == 0 ? 2 : 1));
    }
    assertThat(Row.metrics(doubled, 0.5).toMap()).isEqualTo(Row.metrics(twice, 0.5).toMap());
    assertThat(regression(doubled)).isEqualTo(regression(twice));
    assertThat(calibration(doubled)).isEqualTo(calibration(twice));
    double[] scores = twice.stream().mapToDouble(Row::score).toArray();
    double[] ones = twice.stream().mapToDouble(Row::weight).toArray();
    double[] distinct = doubled.stream().mapToDouble(Row::score).toArray();
    double[] weights = doubled.stream().mapToDouble(Row::weight).toArray();
    assertThat(RadixSelect.medianOf(distinct, weights))
        .isEqualTo(RadixSelect.medianOf(scores, ones));
  }

  @Test
  void weightZeroIsTheRowAbsentFromACurve() {
    List<Row> rows = Row.random(new Random(10), 50, 20);
    List<Row> more = new ArrayList<>(rows);
    more.add(new Row(0.123456, true, 0));
    assertThat(Row.metrics(more, 0.5)).isEqualTo(Row.metrics(rows, 0.5));
    assertThat(Row.block(more).size()).isEqualTo(Row.block(rows).size());
  }

  private static Map<String, Object> regression(List<Row> rows) {
    RegressionMoments moments = new RegressionMoments();
    ResidualSelect select = ResidualSelect.start();
    rows.forEach(r -> moments.add(1e6 + r.actual(), 1e6 + r.score(), r.weight()));
    while (!select.isDone()) {
      ResidualHistogram all = select.histogram();
      rows.forEach(r -> all.add(1e6 + r.actual(), 1e6 + r.score(), r.weight()));
      select = select.next(all);
    }
    return RegressionMetrics.of(moments, select.quantiles()).toMap();
  }

  private static Map<String, Object> calibration(List<Row> rows) {
    Calibration calibration = new Calibration(Calibration.DEFAULT_BINS);
    rows.forEach(r -> calibration.add(r.score(), r.actual(), r.weight()));
    return calibration.error().toMap();
  }

  private static List<Row> rows(int seed, boolean weighted) {
    Random random = new Random(seed);
    List<Row> rows = Row.random(random, 300, 70);
    return weighted ? Row.weighted(rows, random) : rows;
  }

  private static BinaryConfusion counted(List<Row> rows, double threshold) {
    ConfusionMatrix matrix = new ConfusionMatrix(2);
    rows.forEach(r -> matrix.add(r.actual(), r.score() >= threshold ? 1 : 0, r.weight()));
    return matrix.binary();
  }

  private static double mannWhitney(List<Row> rows) {
    double wins = 0;
    double pairs = 0;
    for (Row positive : rows) {
      for (Row negative : rows) {
        if (positive.positive() && !negative.positive()) {
          double pair = positive.weight() * negative.weight();
          pairs += pair;
          wins += pair * (1 + Math.signum(positive.score() - negative.score())) / 2;
        }
      }
    }
    return wins / pairs;
  }
}
