package dev.descent.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.math.MergeTrees;
import dev.descent.math.Moments;
import dev.descent.math.SparseMoments;
import dev.descent.math.SparseSummary;
import dev.descent.math.SparseVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SparseStandardizerTest {
  /** A year, which is far from 0; a rare one; one that is 3 or 0; a constant; an empty one. */
  private static final double[][] ROWS = rows(200);

  private static final int COLUMNS = 5;

  /** z_j = f_j u_j - c_j. */
  @Test
  void standsForTheStandardizedFeatures() {
    SparseSummary moments = summary(moments(Arrays.asList(ROWS)));
    Standardizer standardizer = Standardizer.centred(moments);
    SparseStandardizer sparse = new SparseStandardizer(standardizer, moments);
    requireStandsFor(standardizer, sparse, Arrays.asList(ROWS));
  }

  private static void requireStandsFor(
      Standardizer standardizer, SparseStandardizer sparse, List<double[]> rows) {
    double[] factors = sparse.factors();
    double[] shifts = sparse.shifts();
    SparseVector u = new SparseVector();
    double[] dense = new double[COLUMNS];
    for (double[] row : rows) {
      sparse.apply(vector(row), u);
      u.write(dense);
      double[] z = row.clone();
      standardizer.apply(z);
      for (int j = 0; j < COLUMNS; j++) {
        assertThat(Math.abs(dense[j])).isLessThanOrEqualTo(1);
        assertThat(factors[j] * dense[j] - shifts[j]).isCloseTo(z[j], within(1e-13));
      }
    }
  }

  @Test
  void onlyColumnsFarFromZeroAreFilled() {
    SparseSummary moments = summary(moments(Arrays.asList(ROWS)));
    SparseStandardizer sparse = new SparseStandardizer(Standardizer.centred(moments), moments);
    SparseVector u = new SparseVector();
    sparse.apply(new SparseVector(), u);
    assertThat(u.size()).isEqualTo(1);
    assertThat(u.place(0)).isZero();
    assertThat(sparse.shifts()[0]).isZero();
    assertThat(sparse.shifts()[2]).isPositive();
    sparse.apply(vector(new double[] {2021, 0, 3, 7, 0}), u);
    assertThat(u.size()).isEqualTo(2);
    assertThat(u.value(1)).isEqualTo(0.75);
  }

  /** -3 in nine of ten rows, 1 in eight of ten; so is the third but in one row, and then full. */
  @Test
  void rowsWithTheMostFrequentOfTwoValuesHaveNoEntry() {
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      rows.add(new double[] {i % 10 == 4 ? 0 : -3, i % 5 == 2 ? 0 : 1, i % 5 == 2 ? 0 : 1, 0, 0});
    }
    rows.get(0)[2] = 1 - 1e-9;
    SparseSummary moments = summary(moments(rows));
    Standardizer standardizer = Standardizer.centred(moments);
    SparseStandardizer sparse = new SparseStandardizer(standardizer, moments);
    SparseVector u = new SparseVector();
    sparse.apply(vector(rows.get(1)), u);
    assertThat(u.size()).isEqualTo(1);
    assertThat(u.place(0)).isEqualTo(2);
    sparse.apply(new SparseVector(), u);
    assertThat(u.size()).isEqualTo(3);
    assertThat(u.value(0)).isEqualTo(-0.75);
    assertThat(u.value(1)).isEqualTo(1);
    assertThat(u.value(2)).isEqualTo(-moments.means()[2] / 2);
    requireStandsFor(standardizer, sparse, rows);
  }

  @Test
  void momentsAreThoseOfDenseRowsForAnyOrder() {
    SparseSummary whole = summary(moments(Arrays.asList(ROWS)));
    Moments dense = new Moments(COLUMNS);
    for (double[] row : ROWS) {
      dense.add(row, 1);
    }
    Random random = new Random(4);
    for (int round = 0; round < 20; round++) {
      List<SparseMoments> partials = new ArrayList<>();
      for (List<double[]> part : MergeTrees.partitions(Arrays.asList(ROWS), random)) {
        partials.add(moments(part));
      }
      SparseSummary merged = summary(MergeTrees.merged(partials, SparseMoments::merge, random));
      for (int j = 0; j < COLUMNS; j++) {
        assertThat(merged.means()[j]).isEqualTo(whole.means()[j]);
        assertThat(merged.standardDeviations()[j]).isEqualTo(whole.standardDeviations()[j]);
        assertThat(merged.means()[j])
            .isCloseTo(dense.mean(j), within(1e-15 * Math.abs(dense.mean(j))));
        assertThat(merged.standardDeviations()[j])
            .isCloseTo(dense.standardDeviation(j), within(1e-15 * dense.standardDeviation(j)));
        assertThat(merged.largest(j)).isEqualTo(whole.largest(j));
      }
      assertThat(merged.standardDeviations()[3]).isZero();
      assertThat(merged.entries()).isEqualTo(whole.entries());
      assertThat(merged.rows()).isEqualTo(ROWS.length);
    }
    assertThat(whole.density()).isCloseTo((1 + 1 + 0.25 + 0.01) / 5, within(0.02));
    assertThat(new SparseSummary(3, new SparseMoments(3)).density()).isZero();
  }

  @Test
  void vectorsKeepTheirPlacesInOrder() {
    SparseVector vector = new SparseVector();
    vector.add(3, 1);
    vector.add(4, 0);
    assertThatThrownBy(() -> vector.add(3, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("places must ascend from 0, but 3 follows 3");
    assertThatThrownBy(() -> new SparseVector().add(-1, 2))
        .isInstanceOf(IllegalArgumentException.class);
    vector.addTo(9, 1);
    vector.addTo(5, -1);
    vector.addTo(9, 1);
    vector.addTo(0, 4);
    vector.addTo(5, 1);
    vector.addTo(2, 0);
    double[] dense = new double[10];
    vector.write(dense);
    assertThat(dense).containsExactly(4, 0, 0, 1, 0, 0, 0, 0, 0, 2);
    assertThat(vector.size()).isEqualTo(3);
    assertThat(vector.dot(dense, 0, 0.5)).isEqualTo(21.5);
    vector.set(1, Double.NaN);
    assertThat(vector.isFinite()).isFalse();
  }

  private static double[][] rows(int n) {
    double[][] rows = new double[n][];
    for (int i = 0; i < n; i++) {
      rows[i] = new double[] {2015 + i % 11, i % 100 == 7 ? 1e-3 : 0, i % 4 == 0 ? 3 : 0, 7, 0};
    }
    return rows;
  }

  private static SparseSummary summary(SparseMoments moments) {
    return new SparseSummary(COLUMNS, moments);
  }

  private static SparseMoments moments(List<double[]> rows) {
    SparseMoments moments = new SparseMoments(COLUMNS);
    rows.forEach(row -> moments.add(vector(row), 1));
    return moments;
  }

  private static SparseVector vector(double[] row) {
    SparseVector vector = new SparseVector();
    for (int j = 0; j < row.length; j++) {
      vector.add(j, row[j]);
    }
    return vector;
  }
}
