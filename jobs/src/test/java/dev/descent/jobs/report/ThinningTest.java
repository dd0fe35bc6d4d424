package dev.descent.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThinningTest {
  private static List<double[]> line(int points) {
    return IntStream.range(0, points).mapToObj(i -> new double[] {i, i == 777 ? 50 : 0}).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 10, 99, 2000, 9999})
  void endsStayAndTheRestIsInOrder(int limit) {
    List<double[]> all = line(10_000);
    List<double[]> kept = Thinning.toAtMost(limit, all);
    assertThat(kept).hasSize(limit).doesNotHaveDuplicates().isSubsetOf(all);
    assertThat(kept.get(0)).isSameAs(all.get(0));
    assertThat(kept.get(limit - 1)).isSameAs(all.get(9_999));
    assertThat(kept.stream().mapToDouble(p -> p[0]).toArray()).isSorted();
  }

  /** Every k-th point would lose it. */
  @Test
  void theOneHighPointStays() {
    List<double[]> all = line(10_000);
    assertThat(Thinning.toAtMost(10, all)).contains(all.get(777));
    assertThat(IntStream.range(0, 10).map(i -> i * 9_999 / 9)).doesNotContain(777);
  }

  @Test
  void fewPointsAllStay() {
    List<double[]> all = line(10);
    assertThat(Thinning.toAtMost(10, all)).isSameAs(all);
  }

  @Test
  void fewerThanThreeAreRefused() {
    assertThatThrownBy(() -> Thinning.toAtMost(2, line(5)))
        .hasMessage("limit must be >= 3, but was 2");
  }

  @Test
  void aSeriesDrawsFinitePointsOnly() {
    Series series =
        new Series(
            "x",
            new double[] {1, 2, 3, 4},
            new double[] {1, Double.NaN, Double.POSITIVE_INFINITY, 4});
    Series drawn = series.on(new LineChart.Axes(Axis.of("x"), Axis.of("y"))).thinned(10);
    assertThat(drawn.x()).containsExactly(1, 4);
    Series none = new Series("x", new double[] {1, 2}, new double[] {0, 4});
    assertThat(none.on(new LineChart.Axes(Axis.of("x"), Axis.logarithmic("y"))).x())
        .as("0 has no logarithm")
        .containsExactly(2);
    assertThat(drawn.toMap().get("points"))
        .isEqualTo(List.of(List.of(1.0, 1.0), List.of(4.0, 4.0)));
    assertThatThrownBy(() -> new Series("x", new double[1], new double[2]))
        .hasMessage("x must have as many x as y, but had 1 and 2");
  }
}
