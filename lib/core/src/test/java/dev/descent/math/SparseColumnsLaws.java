package dev.descent.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sparse panel column by column is the same matrix, and its products are one chain a row. */
class SparseColumnsLaws {
  private static final int ROWS = 57;

  /**
   * One part of columns, several, and a last one that is not full; one digit to sort by to three;
   * few columns of many entries.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 9, 4096, 65_536, 65_537, 300_000, 1 << 24})
  void backAndForthIsTheSamePanel(int columns) {
    for (Sample sample : Sample.all(columns)) {
      SparseColumns byColumns = sample.panel.byColumns();
      assertThat(byColumns.byColumns()).isSameAs(byColumns);
      assertThat(byColumns.rows()).isEqualTo(ROWS);
      assertThat(byColumns.columns()).isEqualTo(columns);
      assertThat(byColumns.entries()).isEqualTo(sample.panel.entries());
      assertThat(byColumns.isSingle()).isEqualTo(sample.panel.isSingle());
      assertThat(byColumns.largest()).isEqualTo(sample.panel.largest());
      SparseRows back = Wire.copy(byColumns, SparseColumns.class).byRows();
      assertThat(entries(back)).isEqualTo(entries(sample.panel.byRows()));
    }
  }

  /** y_i, then one fma an entry, its columns ascending; for all rows and for some of them. */
  @ParameterizedTest
  @ValueSource(ints = {1, 9, 100, 65_537, 300_000})
  void productsOfARowAreOneChain(int columns) {
    for (Sample sample : Sample.all(columns)) {
      double[] x = new Random(3).doubles(columns + 5L, -1, 1).toArray();
      for (int from : new int[] {0, 11}) {
        int rows = ROWS - 2 * from;
        double[] y = new Random(4).doubles(rows + 2L, -1, 1).toArray();
        double[] expected = y.clone();
        for (int i = 0; i < rows; i++) {
          int at = i + 1;
          sample
              .panel
              .byRows()
              .forEach(
                  from + i, (j, value) -> expected[at] = Math.fma(x[5 + j], value, expected[at]));
        }
        sample.panel.byColumns().slice(from, rows).multiply(new SparseFactor(x, 5, columns), y, 1);
        assertThat(y).containsExactly(expected);
      }
    }
  }

  /** Sums on a grid have no order, so they are those of the rows to the bit. */
  @ParameterizedTest
  @ValueSource(ints = {1, 9, 100, 65_537, 300_000})
  void sumsOfColumnsAreThoseOfTheRows(int columns) {
    for (Sample sample : Sample.all(columns)) {
      for (int from : new int[] {0, 11}) {
        int rows = ROWS - 2 * from;
        double[] r = new Random(5).doubles(3L * rows, -1, 1).toArray();
        GridSums expected = new GridSums(3, columns, ROWS);
        assertThat(sample.panel.slice(from, rows).addTransposed(r, 3, expected)).isTrue();
        GridSums found = new GridSums(3, columns, ROWS);
        assertThat(sample.panel.byColumns().slice(from, rows).addTransposed(r, 3, found)).isTrue();
        for (int j = 0; j < 3 * columns; j++) {
          assertThat(found.value(j)).isEqualTo(expected.value(j));
        }
      }
    }
  }

  @Test
  void aVectorOfOtherLengthIsRefused() {
    SparseSlice slice = Sample.all(9).get(0).panel.byColumns().slice(0, ROWS);
    assertThatThrownBy(
            () -> slice.multiply(new SparseFactor(new double[10], 0, 10), new double[ROWS], 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("9 columns do not take a vector of 10 numbers");
    assertThatThrownBy(() -> new SparseFactor(new double[10], 2, 9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("9 numbers from 2 are not inside 10");
  }

  @Test
  void rowsHavePlacesOf16Bits() {
    int most = SparseColumns.MOST_ROWS;
    int[] starts = IntStream.rangeClosed(0, most).toArray();
    SparsePanel full =
        SparsePanel.of(1, new SparsePanel.Entries(starts, new int[most]), ones(most));
    double[] y = new double[most];
    full.byColumns().slice(0, most).multiply(new SparseFactor(new double[] {2}, 0, 1), y, 0);
    assertThat(y).containsOnly(2);
    int[] more = IntStream.rangeClosed(0, most + 1).toArray();
    SparsePanel.Entries entries = new SparsePanel.Entries(more, new int[most + 1]);
    assertThatThrownBy(() -> SparsePanel.of(1, entries, ones(most + 1)).byColumns())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("65537 rows are more than 65536, for which places have room");
  }

  /** One value takes no place, in any bits it has: -0 is not 0. */
  @Test
  void theValueOfAllEntriesIsKeptOnce() {
    int[] starts = {0, 2, 3};
    int[] places = {0, 4, 1};
    SparsePanel.Entries entries = new SparsePanel.Entries(starts, places);
    long fewest = SparsePanel.of(9, entries, new float[] {3, 3, 3}).byColumns().bytes();
    long singles = SparsePanel.of(9, entries, new float[] {3, 3, 4}).byColumns().bytes();
    long zeros = SparsePanel.of(9, entries, new float[] {0, -0f, 0}).byColumns().bytes();
    long doubles = SparsePanel.of(9, entries, new double[] {0, 3, 3}).byColumns().bytes();
    assertThat(singles - fewest).isEqualTo(3 * Float.BYTES - Double.BYTES);
    assertThat(zeros).isEqualTo(singles);
    assertThat(doubles - fewest).isEqualTo(2 * Double.BYTES);
    assertThat(SparsePanel.of(9, entries, new double[] {3, 3, 3}).byColumns().bytes())
        .isEqualTo(fewest);
  }

  private static float[] ones(int count) {
    float[] ones = new float[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static List<List<Double>> entries(SparseRows panel) {
    List<List<Double>> rows = new ArrayList<>();
    for (int i = 0; i < panel.rows(); i++) {
      List<Double> row = new ArrayList<>();
      panel.forEach(
          i,
          (j, value) -> {
            row.add((double) j);
            row.add(value);
          });
      rows.add(row);
    }
    return rows;
  }

  /** Rows of 0 to 12 entries, one column of which is in many. */
  private record Sample(SparsePanel panel) {

    /** Of float32 and float64, with values that differ and with one that does not. */
    private static List<Sample> all(int columns) {
      List<Sample> samples = new ArrayList<>();
      for (boolean isEqual : new boolean[] {false, true}) {
        samples.add(new Sample(panel(columns, true, isEqual, new Random(columns))));
        samples.add(new Sample(panel(columns, false, isEqual, new Random(columns))));
      }
      return samples;
    }

    private static SparsePanel panel(int columns, boolean single, boolean isEqual, Random random) {
      int[] starts = new int[ROWS + 1];
      List<Integer> places = new ArrayList<>();
      for (int i = 0; i < ROWS; i++) {
        int often = columns / 2;
        random
            .ints(random.nextInt(13), 0, columns)
            .map(j -> random.nextInt(4) == 0 ? often : j)
            .sorted()
            .distinct()
            .forEach(places::add);
        starts[i + 1] = places.size();
      }
      int[] at = places.stream().mapToInt(j -> j).toArray();
      SparsePanel.Entries entries = new SparsePanel.Entries(starts, at);
      double[] values = random.doubles(at.length, -2, 2).map(v -> isEqual ? 1.3 : v).toArray();
      if (!single) {
        return SparsePanel.of(columns, entries, values);
      }
      float[] singles = new float[values.length];
      for (int e = 0; e < values.length; e++) {
        singles[e] = (float) values[e];
      }
      return SparsePanel.of(columns, entries, singles);
    }
  }
}
