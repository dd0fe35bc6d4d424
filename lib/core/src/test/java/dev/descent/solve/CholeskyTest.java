package dev.descent.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.data.Precision;
import dev.descent.objective.Gram;
import dev.descent.objective.LocalGram;
import dev.descent.penalty.None;
import dev.descent.sample.Rows;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CholeskyTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 40})
  void solves(int size) {
    double[][] matrix = matrix(Rows.regression(3, 200, size + 2));
    int[] subset = IntStream.range(1, size + 1).toArray();
    double[] right = new Random(5).doubles(size, -1, 1).toArray();
    PivotedCholesky factors = new PivotedCholesky(matrix, subset);
    double[] solution = factors.solve(right);
    assertThat(factors.rank()).isEqualTo(size);
    assertThat(factors.aliased()).isEmpty();
    for (int i = 0; i < size; i++) {
      double product = 0;
      for (int j = 0; j < size; j++) {
        product += matrix[subset[i]][subset[j]] * solution[j];
      }
      assertThat(product).isCloseTo(right[i], within(1e-13));
    }
  }

  @Test
  void solvesNothing() {
    PivotedCholesky factors = new PivotedCholesky(new double[0][0], new int[0]);
    assertThat(factors.rank()).isZero();
    assertThat(factors.solve(new double[0])).isEmpty();
  }

  /** K = [1 r; r 1]: pivots 1 and 1 - r^2. */
  @Test
  void countsPivotsAboveTheTolerance() {
    double tolerance = PivotedCholesky.tolerance(2);
    assertThat(tolerance).isEqualTo(130 * 0x1p-52);
    for (double factor : new double[] {0.5, 0.9, 1.1, 2}) {
      double r = 1 - factor * tolerance / 2;
      double[][] matrix = {{1, r}, {r, 1}};
      PivotedCholesky factors = new PivotedCholesky(matrix, new int[] {0, 1});
      assertThat(factors.rank()).isEqualTo(factor > 1 ? 2 : 1);
      assertThat(factors.aliased()).containsExactly(factor > 1 ? new int[0] : new int[] {1});
    }
  }

  /** The products of a dependent column leave pivots of some last bits, far below the tolerance. */
  @ParameterizedTest
  @ValueSource(ints = {3, 20, 100})
  void findsDependentColumns(int columns) {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      Rows rows = Rows.regression(seed, 1000, columns);
      double[] factors = random.doubles(columns - 1, -1, 1).toArray();
      for (double[] row : rows.features()) {
        row[columns - 1] = 0;
        for (int j = 0; j < columns - 1; j++) {
          row[columns - 1] += factors[j] * row[j];
        }
      }
      assertThat(rank(rows)).isEqualTo(columns - 1);
      double scale = 3 * Math.sqrt(columns * PivotedCholesky.tolerance(columns));
      for (double[] row : rows.features()) {
        row[columns - 1] += scale * random.nextGaussian();
      }
      assertThat(rank(rows)).isEqualTo(columns);
    }
  }

  /** Two-valued columns, whose products are all equal, are where rounding piles up. */
  @ParameterizedTest
  @ValueSource(ints = {2, 7, 50})
  void findsTheLastOfTheLevelsOfACategory(int levels) {
    Random random = new Random(9);
    double[][] features = new double[1000][levels];
    for (double[] row : features) {
      row[random.nextInt(levels)] = 1;
    }
    Rows rows = Rows.of(features, new double[1000]);
    assertThat(rank(rows.standardized(rows.standardizer()))).isEqualTo(levels - 1);
    assertThat(rank(rows)).isEqualTo(levels - 1);
  }

  @Test
  void ofEqualColumnsTheFirstIsKept() {
    double[][] matrix = {{1, 1, 0.5}, {1, 1, 0.5}, {0.5, 0.5, 1}};
    PivotedCholesky factors = new PivotedCholesky(matrix, new int[] {0, 1, 2});
    assertThat(factors.aliased()).containsExactly(1);
    double[] solution = factors.solve(new double[] {2, 2, 1});
    assertThat(solution[0]).isCloseTo(2, within(1e-15));
    assertThat(solution[1]).isZero();
    assertThat(solution[2]).isCloseTo(0, within(1e-15));
  }

  private static int rank(Rows rows) {
    double[][] matrix = matrix(rows);
    return new PivotedCholesky(matrix, IntStream.range(0, matrix.length).toArray()).rank();
  }

  private static double[][] matrix(Rows rows) {
    Gram gram =
        Gram.centred(new LocalGram(rows.features()[0].length, rows.tiles()), Precision.DOUBLE);
    return new Curvature(gram, new None()).matrix();
  }
}
