package dev.descent.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SparseMomentsTest {
  private static final int ROWS = 200;
  private static final int COLUMNS = 4;

  /** The last column has nothing but zeros. */
  private static double[][] columns() {
    Random random = new Random(5);
    double[][] columns = new double[COLUMNS][ROWS];
    for (int j = 0; j < COLUMNS - 1; j++) {
      for (int i = 0; i < ROWS; i++) {
        columns[j][i] =
            random.nextInt(j + 2) == 0 ? random.nextGaussian() * Math.pow(10, 8 * j) : 0;
      }
    }
    return columns;
  }

  private static SparseMoments byRows(double[][] columns, double[] weights) {
    SparseMoments found = new SparseMoments(COLUMNS);
    SparseVector row = new SparseVector();
    for (int i = 0; i < ROWS; i++) {
      row.clear();
      for (int j = 0; j < COLUMNS; j++) {
        row.add(j, columns[j][i]);
      }
      found.add(row, weights[i]);
    }
    return found;
  }

  private static void assertSame(SparseMoments found, SparseMoments expected) {
    assertSame(found, expected, COLUMNS);
  }

  private static void assertSame(SparseMoments found, SparseMoments expected, int columns) {
    assertThat(found.rows()).isEqualTo(expected.rows());
    assertThat(found.entries()).isEqualTo(expected.entries());
    for (int j = 0; j < columns; j++) {
      assertThat(found.largest(j)).isEqualTo(expected.largest(j));
      assertThat(found.moments().mean(j)).isEqualTo(expected.moments().mean(j));
      assertThat(found.moments().standardDeviation(j))
          .isEqualTo(expected.moments().standardDeviation(j));
    }
  }

  @Test
  void columnsAreWhatTheirRowsAre() {
    double[][] columns = columns();
    double[] ones = new double[ROWS];
    double[] weights = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      ones[i] = 1;
      weights[i] = i % 3 * 0.3;
    }
    for (double[] each : new double[][] {ones, weights}) {
      SparseMoments all = new SparseMoments(COLUMNS);
      all.addColumns(each, ROWS, j -> columns[j]);
      SparseMoments expected = byRows(columns, each);
      assertSame(all, expected);
      assertSame(all.merge(byRows(columns, each)), expected.merge(byRows(columns, each)));
    }
  }

  /** More columns than stay in the caches, and more entries than wait at a time. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void entriesThatWaitAreNotForgotten(boolean weighted) {
    int many = 5000;
    int count = 300;
    Random random = new Random(6);
    SparseMoments byRows = new SparseMoments(many);
    double[][] columns = new double[many][count];
    double[] weights = new double[count];
    SparseMoments oneByOne = new SparseMoments(many);
    SparseVector row = new SparseVector();
    try (SparseMoments.Rows rows = byRows.new Rows()) {
      for (int i = 0; i < count; i++) {
        weights[i] = weighted ? random.nextDouble() : 1;
        row.clear();
        for (int j = random.nextInt(60); j < many; j += 1 + random.nextInt(120)) {
          columns[j][i] = random.nextGaussian();
          row.add(j, columns[j][i]);
        }
        rows.add(row, weights[i]);
        oneByOne.add(row, weights[i]);
      }
    }
    SparseMoments byColumns = new SparseMoments(many);
    byColumns.addColumns(weights, count, j -> columns[j]);
    assertThat(byRows.entries()).isGreaterThan(10_000);
    assertSame(byRows, byColumns, many);
    assertSame(byRows, oneByOne, many);
  }

  /** In ranges of some columns, row by row and column by column. */
  @ParameterizedTest
  @ValueSource(ints = {1, 1999, 4999, 5000})
  void rangesOfColumnsAreWhatAllOfThemAre(int atOnce) {
    int many = 5000;
    double[][] columns = new double[many][2];
    SparseVector[] rows = {new SparseVector(), new SparseVector()};
    Random random = new Random(7);
    for (int i = 0; i < rows.length; i++) {
      for (int j = random.nextInt(9); j < many; j += 1 + random.nextInt(9)) {
        columns[j][i] = random.nextGaussian();
        rows[i].add(j, columns[j][i]);
      }
    }
    double[] weights = {1, 0.5};
    SparseMoments all = added(new SparseMoments(many), rows, weights);
    SparseSummary byRows = null;
    SparseSummary byColumns = null;
    for (int from = 0; from < many; from += atOnce) {
      int left = Math.min(atOnce, many - from);
      SparseMoments range = added(new SparseMoments(from, left), rows, weights);
      byRows = with(byRows, range, many);
      SparseMoments same = new SparseMoments(from, left);
      same.addColumns(weights, rows.length, j -> columns[j]);
      byColumns = with(byColumns, same, many);
    }
    SparseSummary expected = new SparseSummary(many, all);
    assertThat(byRows).usingRecursiveComparison().isEqualTo(expected);
    assertThat(byColumns).usingRecursiveComparison().isEqualTo(expected);
    assertThat(expected.density()).isCloseTo(0.2, within(0.02));
    assertThatThrownBy(() -> expected.put(new SparseMoments(1))).hasMessage("0 rows in place of 2");
  }

  private static SparseMoments added(SparseMoments to, SparseVector[] rows, double[] weights) {
    try (SparseMoments.Rows adding = to.new Rows()) {
      for (int i = 0; i < rows.length; i++) {
        adding.add(rows[i], weights[i]);
      }
    }
    return to;
  }

  private static SparseSummary with(
      @Nullable SparseSummary summary, SparseMoments range, int columns) {
    if (summary == null) {
      return new SparseSummary(columns, range);
    }
    summary.put(range);
    return summary;
  }

  @Test
  void noRowsAreNothing() {
    SparseMoments none = new SparseMoments(COLUMNS);
    none.addColumns(new double[1], 0, j -> new double[1]);
    assertThat(none.rows()).isZero();
    assertThat(new SparseSummary(COLUMNS, none).density()).isZero();
    assertThat(none.largest(0)).isZero();
  }
}
