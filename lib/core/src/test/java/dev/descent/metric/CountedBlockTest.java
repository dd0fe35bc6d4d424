package dev.descent.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CountedBlockTest {
  private static final int[] PERCENTS = {5, 25, 50, 75, 95};

  /** numpy's averaged_inverted_cdf of every row as often as it is drawn. */
  @Test
  void quantilesOfAReplicateAreThoseOfItsRows() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      int distinct = seed % 2 == 0 ? 7 : 1000;
      double[] values = random.ints(60, 0, distinct).mapToDouble(i -> i - distinct / 2.0).toArray();
      long[] ids = random.longs(60).toArray();
      int[] copies = random.ints(60, 1, 4).toArray();
      List<Double> drawn = new ArrayList<>();
      for (int i = 0; i < values.length; i++) {
        for (int k = 0; k < PoissonDraws.of(ids[i], seed, copies[i]); k++) {
          drawn.add(values[i]);
        }
      }
      drawn.sort(null);
      for (int cut : new int[] {0, 20, 60}) {
        assertThat(quantiles(values, ids, copies, seed, cut)).isEqualTo(expected(drawn));
      }
    }
  }

  /** Of the rows in two ranges, the lower one with the {@code cut} smallest. */
  private static double[] quantiles(
      double[] values, long[] ids, int[] copies, int replicate, int cut) {
    double border = cut == 60 ? Double.MAX_VALUE : Arrays.stream(values).sorted().toArray()[cut];
    CountedBlock low = block(values, ids, copies, Double.NEGATIVE_INFINITY, border);
    CountedBlock high = block(values, ids, copies, border, Double.POSITIVE_INFINITY);
    BinaryWeights above = high.weights(replicate, 1);
    double whole = low.weights(replicate, 1).merge(above).all();
    double[] found = low.quantiles(replicate, above, whole, PERCENTS);
    double[] others = high.quantiles(replicate, new BinaryWeights(), whole, PERCENTS);
    for (int q = 0; q < found.length; q++) {
      assertThat(Double.isNaN(found[q])).isNotEqualTo(Double.isNaN(others[q]));
      found[q] = Double.isNaN(found[q]) ? others[q] : found[q];
    }
    return found;
  }

  private static CountedBlock block(
      double[] values, long[] ids, int[] copies, double from, double to) {
    int[] at =
        IntStream.range(0, values.length)
            .filter(i -> values[i] >= from && values[i] < to)
            .toArray();
    return new CountedBlock(
            Arrays.stream(at).mapToLong(i -> ScoreKey.of(values[i])).toArray(),
            new int[at.length],
            Arrays.stream(at).mapToDouble(i -> 1).toArray(),
            Arrays.stream(at).mapToLong(i -> ids[i]).toArray(),
            Arrays.stream(at).map(i -> copies[i]).toArray())
        .sort();
  }

  private static double[] expected(List<Double> sorted) {
    double[] expected = new double[2 * PERCENTS.length];
    int n = sorted.size();
    for (int q = 0; q < PERCENTS.length; q++) {
      int hundredths = PERCENTS[q] * n;
      boolean between = hundredths % 100 == 0;
      int place = between ? hundredths / 100 - 1 : hundredths / 100;
      expected[2 * q] = sorted.get(place);
      expected[2 * q + 1] = sorted.get(between ? Math.min(n - 1, place + 1) : place);
    }
    return expected;
  }
}
