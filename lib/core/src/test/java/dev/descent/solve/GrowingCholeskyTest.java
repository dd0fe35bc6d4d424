package dev.descent.solve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.data.Precision;
import dev.descent.objective.Gram;
import dev.descent.objective.LocalGram;
import dev.descent.penalty.None;
import dev.descent.sample.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrowingCholeskyTest {
  private static final int COLUMNS = 30;

  /** After any coming and going it solves what factors made anew solve. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void solvesWhateverCameAndWent(int seed) {
    double[][] matrix = matrix(Rows.regression(seed, 200, COLUMNS));
    Random random = new Random(seed);
    GrowingCholesky factors = new GrowingCholesky(matrix);
    List<Integer> columns = new ArrayList<>();
    for (int k = 0; k < 300; k++) {
      int column = random.nextInt(COLUMNS);
      if (columns.contains(column)) {
        factors.remove(columns.indexOf(column));
        columns.remove((Integer) column);
      } else {
        assertThat(factors.add(column)).isTrue();
        columns.add(column);
      }
      requireSolution(matrix, factors, columns, random);
    }
  }

  private static void requireSolution(
      double[][] matrix, GrowingCholesky factors, List<Integer> columns, Random random) {
    assertThat(IntStream.range(0, factors.size()).map(factors::column).boxed().toList())
        .isEqualTo(columns);
    int[] subset = columns.stream().mapToInt(j -> j).toArray();
    double[] right = random.doubles(subset.length, -1, 1).toArray();
    assertThat(factors.solve(right))
        .usingComparatorWithPrecision(1e-13)
        .containsExactly(new PivotedCholesky(matrix, subset).solve(right));
  }

  @Test
  void leavesOutWhatDepends() {
    Rows rows = Rows.regression(3, 200, 4);
    for (double[] row : rows.features()) {
      row[3] = row[0] - 2 * row[1];
    }
    GrowingCholesky factors = new GrowingCholesky(matrix(rows));
    assertThat(factors.add(0)).isTrue();
    assertThat(factors.add(0)).isFalse();
    assertThat(factors.add(1)).isTrue();
    assertThat(factors.add(2)).isTrue();
    assertThat(factors.add(3)).isFalse();
    assertThat(factors.size()).isEqualTo(3);
    factors.remove(0);
    assertThat(factors.add(3)).isTrue();
    assertThat(factors.add(0)).isFalse();
    assertThat(IntStream.range(0, 3).map(factors::column)).containsExactly(1, 2, 3);
  }

  @Test
  void givesTheProductsOfAColumn() {
    double[][] matrix = matrix(Rows.regression(3, 200, 4));
    GrowingCholesky factors = new GrowingCholesky(matrix);
    assertThat(factors.products(1)).isEmpty();
    assertThat(factors.add(3) && factors.add(0)).isTrue();
    assertThat(factors.products(1)).containsExactly(matrix[1][3], matrix[1][0]);
  }

  private static double[][] matrix(Rows rows) {
    Gram gram =
        Gram.centred(new LocalGram(rows.features()[0].length, rows.tiles()), Precision.DOUBLE);
    return new Curvature(gram, new None()).matrix();
  }
}
