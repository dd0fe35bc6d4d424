package dev.descent.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResidualGridTest {
  private static final int LABEL = 0;
  private static final int PREDICTION = 1;
  private static final int WEIGHT = 2;

  private static ResidualGrid grid(double[][] rows) {
    RegressionMoments moments = new RegressionMoments();
    Arrays.stream(rows).forEach(r -> moments.add(r[LABEL], r[PREDICTION], r[WEIGHT]));
    double[] residuals = Arrays.stream(rows).mapToDouble(r -> r[LABEL] - r[PREDICTION]).toArray();
    double[] weights = Arrays.stream(rows).mapToDouble(r -> r[WEIGHT]).toArray();
    double[] ends = RadixSelect.quantilesOf(residuals, weights, 0.05, 0.95);
    ResidualGrid grid =
        ResidualGrid.of(moments, new ResidualQuantiles(Map.of(0.05, ends[0], 0.95, ends[1]), 0));
    Arrays.stream(rows).forEach(r -> grid.add(r[LABEL], r[PREDICTION], r[WEIGHT]));
    return grid;
  }

  private static List<double[]> rows(Table table) {
    return IntStream.range(0, table.size()).mapToObj(table.row()).toList();
  }

  private static double[][] random() {
    Random random = new Random(1);
    double[][] rows = new double[500][];
    for (int i = 0; i < rows.length; i++) {
      double label = random.nextGaussian();
      rows[i] = new double[] {label, label + random.nextGaussian() / 4, 1 + i % 3};
    }
    rows[7][LABEL] = 100;
    return rows;
  }

  /** Counted by the borders that the tables tell, which takes no bin for granted. */
  @Test
  void everyCellHoldsTheRowsBetweenItsBorders() {
    double[][] all = random();
    List<double[]> cells = rows(grid(all).cells());
    assertThat(cells.stream().mapToDouble(cell -> cell[4]).sum()).isEqualTo(999);
    for (double[] cell : cells) {
      double inside =
          Arrays.stream(all)
              .filter(r -> isBetween(r[LABEL], cell[0], cell[1], 100))
              .filter(r -> isBetween(r[PREDICTION], cell[2], cell[3], 100))
              .mapToDouble(r -> r[WEIGHT])
              .sum();
      assertThat(cell[4]).isEqualTo(inside);
    }
  }

  private static boolean isBetween(double value, double from, double to, double last) {
    return value >= from && (value < to || to == last);
  }

  @Test
  void biasIsTheMeanErrorOfTheRowsThere() {
    double[][] all = random();
    List<double[]> bins = rows(grid(all).bias());
    assertThat(bins).hasSizeGreaterThan(1);
    for (double[] bin : bins) {
      List<double[]> inside =
          Arrays.stream(all).filter(r -> isBetween(r[PREDICTION], bin[0], bin[1], 100)).toList();
      double weight = inside.stream().mapToDouble(r -> r[WEIGHT]).sum();
      double error = inside.stream().mapToDouble(r -> r[WEIGHT] * (r[LABEL] - r[PREDICTION])).sum();
      assertThat(bin[2]).isEqualTo(weight);
      assertThat(bin[3]).isCloseTo(error / weight, within(1e-12));
    }
  }

  /** With bins from the least to the greatest residual, one far row would leave a single column. */
  @Test
  void oneRowFarOffLeavesTheOthersToBeSeen() {
    List<double[]> bins = rows(grid(random()).residuals());
    assertThat(bins).hasSize(ResidualGrid.BINS);
    assertThat(bins.get(ResidualGrid.BINS - 1)[1]).isLessThan(3);
    assertThat(bins.get(ResidualGrid.BINS - 1)[2]).as("the far row").isPositive();
    assertThat(bins.stream().filter(bin -> bin[2] > 0).count()).isGreaterThan(15);
    assertThat(bins.stream().mapToDouble(bin -> bin[2]).sum()).isEqualTo(999);
  }

  @Test
  void rowsThatAreAllPredictedRightAreInOneColumn() {
    ResidualGrid grid = grid(new double[][] {{5, 5, 1}, {5, 5, 2}});
    assertThat(rows(grid.cells()))
        .singleElement()
        .satisfies(cell -> assertThat(cell[4]).isEqualTo(3));
    assertThat(rows(grid.residuals()).get(0)).containsExactly(0, 0, 3);
    assertThat(rows(grid.bias()).get(0)).containsExactly(5, 5, 3, 0);
  }

  @Test
  void aRowOfWeightZeroIsNoRow() {
    assertThat(rows(grid(new double[][] {{1, 2, 1}, {50, 60, 0}}).cells())).hasSize(1);
  }

  @Test
  void numbersAsLargeAsDoublesAreKeptApart() {
    ResidualGrid grid = grid(new double[][] {{-8e307, -8e307, 1}, {8e307, 8e307, 1}});
    assertThat(rows(grid.cells())).hasSize(2);
  }

  @Test
  void binsNeedNumbersInOrder() {
    assertThatThrownBy(() -> new EqualBins(2, 1, 3))
        .hasMessage("bins must lie between finite numbers in order, but were 2.0, 1.0");
    assertThatThrownBy(() -> new EqualBins(0, Double.POSITIVE_INFINITY, 3))
        .hasMessage("bins must lie between finite numbers in order, but were 0.0, Infinity");
    assertThatThrownBy(() -> new EqualBins(0, 1, 0)).hasMessage("count must be >= 1, but was 0");
    EqualBins bins = new EqualBins(0, 1, 4);
    assertThat(new int[] {bins.of(-9), bins.of(0.25), bins.of(0.9), bins.of(1), bins.of(9)})
        .containsExactly(0, 1, 3, 3, 3);
  }
}
