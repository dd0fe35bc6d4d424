package dev.descent.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

/** Contours are where the function is 0. */
class ContourTest {
  private static final int SIZE = 41;
  private static final Range X = new Range(-2, 2);
  private static final Range Y = new Range(-1, 3);

  private static List<double[]> lines(DoubleBinaryOperator function) {
    double[] values = new double[SIZE * SIZE];
    for (int i = 0; i < values.length; i++) {
      values[i] = function.applyAsDouble(X.at(i % SIZE, SIZE), Y.at(i / SIZE, SIZE));
    }
    return new Contour(X, Y, values, SIZE).lines();
  }

  private static double length(List<double[]> lines) {
    return lines.stream().mapToDouble(l -> Math.hypot(l[2] - l[0], l[3] - l[1])).sum();
  }

  @Test
  void aStraightLineIsExact() {
    List<double[]> lines = lines((x, y) -> 2 * x + y - 0.37);
    assertThat(lines)
        .isNotEmpty()
        .allSatisfy(
            line -> {
              assertThat(2 * line[0] + line[1]).isCloseTo(0.37, within(1e-12));
              assertThat(2 * line[2] + line[3]).isCloseTo(0.37, within(1e-12));
            });
    assertThat(length(lines))
        .as("from y = -1 to y = 3")
        .isCloseTo(4 * Math.sqrt(1.25), within(1e-9));
  }

  @Test
  void aCircleIsClosed() {
    assertThat(length(lines((x, y) -> 1 - x * x - (y - 1) * (y - 1))))
        .isCloseTo(2 * Math.PI, within(0.02));
  }

  @Test
  void whereTheSignsOfASaddleAlternateTwoLinesPass() {
    Contour saddle = new Contour(X, Y, new double[] {1, -1, -1, 1}, 2);
    assertThat(saddle.lines()).hasSize(2);
  }

  @Test
  void nothingIsDrawnWhereNothingIsKnown() {
    assertThat(lines((x, y) -> x > 0 ? Double.NaN : x + 0.51)).isNotEmpty();
    assertThat(lines((x, y) -> Double.NaN)).isEmpty();
    assertThat(lines((x, y) -> 1)).isEmpty();
  }
}
