package dev.descent.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.math.Wire;
import dev.descent.metric.ThresholdGoal.Measure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A curve does not depend on how its scores are cut, and gives what counting row by row gives. */
class CurveScanTest {
  private static final ThresholdGoal F1 = new ThresholdGoal.Maximize(Measure.F1);

  @Test
  void keysHaveTheOrderOfTheScores() {
    double[] scores = {
      -Double.MAX_VALUE, -1, -Double.MIN_VALUE, 0, Double.MIN_VALUE, 0.5, 1, Double.MAX_VALUE
    };
    long[] keys = Arrays.stream(scores).mapToLong(ScoreKey::of).toArray();
    assertThat(keys).isSorted().doesNotHaveDuplicates();
    assertThat(Arrays.stream(keys).mapToDouble(ScoreKey::score).toArray()).isEqualTo(scores);
    assertThat(ScoreKey.of(-0.0)).isEqualTo(ScoreKey.of(0.0));
    assertThatThrownBy(() -> ScoreKey.of(Double.NaN)).hasMessageContaining("finite");
  }

  static Stream<long[]> patterns() {
    Random random = new Random(7);
    return Stream.of(
        random.longs(50_000).toArray(),
        random.doubles(50_000).mapToLong(ScoreKey::of).toArray(),
        random.doubles(50_000, -3, 3).mapToLong(ScoreKey::of).toArray(),
        random.doubles(50_000, 0.5, 0.5 + 1e-9).mapToLong(ScoreKey::of).toArray(),
        random.ints(50_000, 0, 20).mapToLong(i -> i).toArray(),
        random.ints(50_000, 0, 2000).mapToLong(i -> ((long) i * i * i) << 30).toArray(),
        Stream.generate(() -> (random.nextLong(40) << 40) + random.nextLong(1000))
            .limit(50_000)
            .mapToLong(i -> i)
            .toArray(),
        new long[50_000],
        new long[] {Long.MAX_VALUE, Long.MIN_VALUE, 0, -1},
        new long[0]);
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void sortsAnyPattern(long[] keys) {
    long[] sorted = keys.clone();
    int[] tags = new int[keys.length];
    Arrays.setAll(tags, i -> i);
    KeySort.sort(sorted, tags, sorted.length);
    long[] expected = keys.clone();
    Arrays.sort(expected);
    assertThat(sorted).isEqualTo(expected);
    assertThat(Arrays.stream(tags).mapToLong(i -> keys[i]).toArray()).isEqualTo(expected);
    assertThat(Arrays.stream(tags).distinct().count()).isEqualTo(keys.length);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 7, 100, 5000})
  void rangesOfAnySizeGiveTheSameBits(long limit) {
    for (boolean weighted : new boolean[] {false, true}) {
      for (int distinct : new int[] {40, 1_000_000}) {
        List<Row> rows = rows(3000, distinct, weighted);
        CurveFrame frame = CurveFrame.binary(Row.weights(Row.block(rows)), F1, 300);
        String whole = shown(CurveSummary.of(frame, CurveScan.of(frame, Row.block(rows))));
        assertThat(shown(CurveSummary.of(frame, inRanges(frame, rows, limit)))).isEqualTo(whole);
      }
    }
  }

  /** As it is done over many machines, here one after the other. */
  private static CurvePart inRanges(CurveFrame frame, List<Row> rows, long limit) {
    List<KeyRange> ranges = ranges(rows, limit);
    BinaryWeights above = new BinaryWeights();
    CurvePart all = CurveScan.of(frame, new ScoreBlock(0));
    for (int r = ranges.size() - 1; r >= 0; r--) {
      KeyRange range = ranges.get(r);
      ScoreBlock block = new ScoreBlock(0);
      rows.stream()
          .filter(row -> ScoreKey.of(row.score()) >= range.least())
          .filter(row -> ScoreKey.of(row.score()) <= range.greatest())
          .forEach(row -> block.add(ScoreKey.of(row.score()), row.actual(), row.weight()));
      assertThat((long) block.size()).isEqualTo(range.rows());
      all.merge(Wire.copy(new CurveScan(frame, above).over(block.sort()), CurvePart.class));
      above.merge(range.weights());
    }
    return all;
  }

  private static List<KeyRange> ranges(List<Row> rows, long limit) {
    ScoreHistogram extent = new ScoreHistogram(1);
    rows.forEach(row -> extent.add(0, ScoreKey.of(row.score()), row.actual(), row.weight()));
    KeyRanges ranges = KeyRanges.of(extent);
    for (KeyRanges.Cuts cuts = ranges.cuts(limit); !cuts.isEmpty(); cuts = ranges.cuts(limit)) {
      ScoreHistogram[] histograms = cuts.histograms();
      for (Row row : rows) {
        cuts.add(histograms, ScoreKey.of(row.score()), row.actual(), row.weight());
      }
      ranges = ranges.cut(histograms, limit);
    }
    return ranges.ranges();
  }

  @Test
  void aRangeIsCutUntilItIsSmallOrOneScore() {
    List<Row> rows = new ArrayList<>();
    Random random = new Random(3);
    for (int i = 0; i < 2000; i++) {
      rows.add(new Row(0.5 + 1e-12 * random.nextDouble(), i % 3 == 0, 1));
      rows.add(new Row(0.25, i % 2 == 0, 1));
    }
    rows.add(new Row(-1e300, true, 1));
    rows.add(new Row(1e300, true, 1));
    List<KeyRange> ranges = ranges(rows, 100);
    assertThat(ranges.stream().mapToLong(KeyRange::rows).sum()).isEqualTo(rows.size());
    for (KeyRange range : ranges) {
      assertThat(range.rows() <= 100 || range.least() == range.greatest()).isTrue();
    }
    assertThat(ranges).hasSizeBetween(22, 60);
    assertThat(ranges.stream().map(KeyRange::least)).isSorted();
  }

  @Test
  void combinedRowsGiveTheSameCurve() {
    List<Row> rows = new ArrayList<>(rows(3000, 30, false));
    rows.addAll(rows(200, 30, true));
    rows.add(new Row(0.5, true, 3));
    ScoreBlock combined = Row.block(rows).combine();
    assertThat(combined.size()).isLessThan(400);
    assertThat(shown(Row.summary(combined, F1, 300)))
        .isEqualTo(shown(Row.summary(Row.block(rows), F1, 300)));
    assertThat(shown(Row.summary(combined.combine(), F1, 300)))
        .isEqualTo(shown(Row.summary(Row.block(rows), F1, 300)));
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 200, 1000, 10_000})
  void pointsThatAreNotKeptAreNearOnesThatAre(int points) {
    List<Row> rows = rows(30_000, 1_000_000_000, false);
    Curve all = Curve.of(Row.block(rows));
    CurveSummary summary = Row.summary(Row.block(rows), null, points);
    Curve kept = summary.curve();
    assertThat(summary.points()).isEqualTo(all.points() - 1L);
    assertThat(kept.points()).isLessThan(2 * points);
    assertThat(kept.positives()).isEqualTo(all.positives());
    int at = 0;
    for (int k = 0; k < all.points(); k++) {
      while (at + 1 < kept.points() && kept.threshold(at + 1) >= all.threshold(k)) {
        at++;
      }
      assertThat(all.recall(k) - kept.recall(at)).isBetween(0.0, summary.deviation().roc());
      assertThat(all.fallOut(k) - kept.fallOut(at)).isBetween(0.0, summary.deviation().roc());
      assertThat(all.precision(k)).isCloseTo(kept.precision(at), within(summary.deviation().pr()));
    }
    assertThat(summary.areas()).isEqualTo(all.areas());
  }

  @Test
  void aCurveThatFitsIsKeptWhole() {
    CurveSummary summary = Row.summary(Row.block(rows(300, 1_000_000, false)), null, 400);
    assertThat(summary.curve().points()).isEqualTo(summary.points() + 1);
    assertThat(summary.deviation()).isEqualTo(new CurveSummary.Deviation(0, 0));
  }

  @Test
  void everyGoalChoosesWhatTryingAllThresholdsChooses() {
    List<ThresholdGoal> goals = new ArrayList<>();
    Arrays.stream(Measure.values()).map(ThresholdGoal.Maximize::new).forEach(goals::add);
    goals.add(new ThresholdGoal.MaximizeFBeta(2));
    goals.add(new ThresholdGoal.MaximizeFBeta(0.5));
    goals.add(new ThresholdGoal.PrecisionAtLeast(0.6));
    goals.add(new ThresholdGoal.PrecisionAtLeast(1));
    goals.add(new ThresholdGoal.RecallAtLeast(0.8));
    goals.add(new ThresholdGoal.LeastCost(1, 10));
    goals.add(new ThresholdGoal.LeastCost(50, 1));
    for (int seed = 0; seed < 5; seed++) {
      List<Row> rows = Row.random(new Random(seed), 300, 50);
      Curve curve = Curve.of(Row.block(rows));
      for (ThresholdGoal goal : goals) {
        int best = 0;
        for (int k = 1; k < curve.points(); k++) {
          best = goal.merit(curve.confusion(k)) > goal.merit(curve.confusion(best)) ? k : best;
        }
        double expected = best == 0 ? Math.nextUp(curve.threshold(1)) : curve.threshold(best);
        CurveSummary.Choice choice =
            Row.summary(Row.block(rows), goal, 64).threshold().orElseThrow();
        assertThat(choice).as(goal.toString()).isEqualTo(new CurveSummary.Choice(expected, true));
      }
    }
  }

  @Test
  void aGoalOutOfReachPredictsNothing() {
    ScoreBlock rows = ScoreBlock.of(new double[] {0.2, 0.7}, new boolean[] {true, false});
    assertThat(Row.summary(rows, new ThresholdGoal.PrecisionAtLeast(0.9), 64).threshold())
        .contains(new CurveSummary.Choice(Math.nextUp(0.7), false));
    assertThat(Row.summary(new ScoreBlock(0), F1, 64).threshold())
        .contains(new CurveSummary.Choice(1, true));
  }

  @Test
  void goalsRefuseWhatIsOutOfBounds() {
    assertThatThrownBy(() -> new ThresholdGoal.MaximizeFBeta(0)).hasMessageContaining("beta");
    assertThatThrownBy(() -> new ThresholdGoal.PrecisionAtLeast(1.1)).hasMessageContaining("1.1");
    assertThatThrownBy(() -> new ThresholdGoal.RecallAtLeast(0)).hasMessageContaining("recall");
    assertThatThrownBy(() -> new ThresholdGoal.LeastCost(0, 0)).hasMessageContaining("> 0");
    assertThatThrownBy(() -> new ThresholdGoal.LeastCost(-1, 2)).hasMessageContaining("-1");
  }

  @Test
  void gainsAndDistanceAreCounted() {
    List<Row> rows = Row.random(new Random(2), 400, 1_000_000);
    CurveSummary summary = Row.summary(Row.block(rows), null, 64);
    double[] best =
        rows.stream()
            .sorted((a, b) -> Double.compare(b.score(), a.score()))
            .limit(100)
            .mapToDouble(Row::actual)
            .toArray();
    double all = rows.stream().mapToDouble(Row::actual).sum();
    assertThat(summary.gains().recalls().get(4))
        .isCloseTo(Arrays.stream(best).sum() / all, within(1e-12));
    assertThat(summary.gains().recalls().get(Gains.CUTS - 1)).isEqualTo(1);
    Curve curve = Curve.of(Row.block(rows));
    double ks = 0;
    for (int k = 0; k < curve.points(); k++) {
      ks = Math.max(ks, Math.abs(curve.recall(k) - curve.fallOut(k)));
    }
    assertThat(summary.ks()).isEqualTo(ks);
    assertThat(curve.at(summary.ksThreshold()).recall() - curve.at(summary.ksThreshold()).fallOut())
        .isEqualTo(ks);
    ScoreBlock tied =
        ScoreBlock.of(new double[] {1, 1, 1, 1}, new boolean[] {true, true, false, false});
    for (int cut = 0; cut < Gains.CUTS; cut++) {
      assertThat(Row.summary(tied, null, 64).gains().recalls().get(cut))
          .isCloseTo((cut + 1.0) / Gains.CUTS, within(1e-15));
    }
  }

  /** Hand and Till, Machine Learning 45, 2001: ties count half. */
  @Test
  void pairsOfClassesAreCountedPairByPair() {
    Random random = new Random(4);
    double[] scores = random.ints(300, 0, 40).mapToDouble(i -> i / 40.0).toArray();
    int[] classes = random.ints(300, 0, 4).toArray();
    double[] weights = random.doubles(300).toArray();
    ScoreBlock block = new ScoreBlock(0);
    BinaryWeights all = new BinaryWeights();
    for (int i = 0; i < 300; i++) {
      block.add(ScoreKey.of(scores[i]), classes[i], weights[i]);
      all.add(classes[i] == 2 ? 1 : 0, weights[i]);
    }
    CurveFrame frame = new CurveFrame(2, 4, all.positives(), all.negatives(), null, 64);
    CurveSummary summary = CurveSummary.of(frame, CurveScan.of(frame, block));
    double[] expected = new double[4];
    for (int i = 0; i < 300; i++) {
      for (int j = 0; j < 300; j++) {
        if (classes[i] == 2 && classes[j] != 2) {
          double wins = (1 + Math.signum(scores[i] - scores[j])) / 2;
          expected[classes[j]] += weights[i] * weights[j] * wins;
        }
      }
    }
    for (int k = 0; k < 4; k++) {
      assertThat(summary.pairs().get(k)).isCloseTo(expected[k], within(1e-10));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 16, 64, 1000, 65536})
  void binsHideNoMoreThanTheyCertify(int bins) {
    for (boolean weighted : new boolean[] {false, true}) {
      for (int distinct : new int[] {13, 300, 1_000_000}) {
        for (int power : new int[] {1, 20}) {
          List<Row> rows =
              rows(2000, distinct, weighted).stream()
                  .map(r -> new Row(Math.pow(r.score(), power), r.positive(), r.weight()))
                  .toList();
          CurveFrame frame = CurveFrame.binary(Row.weights(Row.block(rows)), null, 64);
          CurveSummary binned = BinnedCurve.of(frame, histogram(rows, new ScoreBins(bins)));
          Areas exact = Curve.of(Row.block(rows)).areas();
          Areas errors = binned.errors();
          assertThat(binned.areas().rocAuc()).isCloseTo(exact.rocAuc(), within(errors.rocAuc()));
          assertThat(binned.areas().prAuc()).isCloseTo(exact.prAuc(), within(errors.prAuc()));
          assertThat(binned.areas().averagePrecision())
              .isCloseTo(exact.averagePrecision(), within(errors.averagePrecision()));
          assertThat(errors.rocAuc()).isLessThan(bins < 1000 ? 1 : 5.0 / bins);
        }
      }
    }
  }

  @Test
  void binsOfFewScoresHideNothing() {
    List<Row> rows = rows(2000, 13, true);
    CurveFrame frame = CurveFrame.binary(Row.weights(Row.block(rows)), F1, 64);
    CurveSummary binned = BinnedCurve.of(frame, histogram(rows, new ScoreBins(65536)));
    assertThat(shown(binned)).isEqualTo(shown(Row.summary(Row.block(rows), F1, 64)));
    assertThat(binned.errors()).isEqualTo(new Areas(0, 0, 0));
  }

  @Test
  void binsRiseWithTheProbability() {
    double[] sorted =
        Stream.concat(
                new Random(3).doubles(5000).boxed(),
                new Random(4).doubles(5000).map(p -> Math.pow(p, 40)).boxed())
            .flatMap(p -> Stream.of(p, 1 - p))
            .mapToDouble(p -> p)
            .sorted()
            .toArray();
    for (int bins : new int[] {1, 2, 3, 1000, 65536}) {
      ScoreBins of = new ScoreBins(bins);
      int last = of.of(0);
      assertThat(last).isZero();
      for (double p : sorted) {
        assertThat(of.of(p)).isBetween(last, bins - 1);
        last = of.of(p);
      }
      assertThat(of.of(1)).isEqualTo(bins - 1);
    }
    assertThatThrownBy(() -> new ScoreBins(0)).hasMessageContaining("[1, 1048576]");
  }

  private static ScoreHistogram histogram(List<Row> rows, ScoreBins bins) {
    ScoreHistogram histogram = new ScoreHistogram(bins.bins());
    rows.forEach(
        r -> histogram.add(bins.of(r.score()), ScoreKey.of(r.score()), r.actual(), r.weight()));
    return histogram;
  }

  private static List<Row> rows(int count, int distinct, boolean weighted) {
    Random random = new Random(count + distinct);
    List<Row> rows = Row.random(random, count, distinct);
    return weighted ? Row.weighted(rows, random) : rows;
  }

  private static String shown(CurveSummary summary) {
    String curve = String.join("\n", CurveTables.thresholds(summary.curve()).csvLines().toList());
    return String.join(
        "\n",
        curve,
        summary.areas().toString(),
        summary.deviation().toString(),
        summary.gains().toString(),
        summary.threshold().toString(),
        summary.points() + " " + summary.ks() + " " + summary.ksThreshold());
  }
}
