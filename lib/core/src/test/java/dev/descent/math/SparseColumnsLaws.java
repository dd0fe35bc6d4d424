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
    for (boolean single : new boolean[] {true, false}) {
      Sample sample = new Sample(columns, single);
      SparseColumns byColumns = sample.panel.byColumns();
      assertThat(byColumns.byColumns()).isSameAs(byColumns);
      assertThat(byColumns.rows()).isEqualTo(ROWS);
      assertThat(byColumns.columns()).isEqualTo(columns);
      assertThat(byColumns.entries()).isEqualTo(sample.panel.entries());
      assertThat(byColumns.isSingle()).isEqualTo(single);
      assertThat(byColumns.largest()).isEqualTo(sample.panel.largest());
      SparseRows back = Wire.copy(byColumns, SparseColumns.class).byRows();
      assertThat(entries(back)).isEqualTo(entries(sample.panel.byRows()));
    }
  }

  /** y_i, then one fma an entry, its columns ascending; for all rows and for some of them. */
  @ParameterizedTest
  @ValueSource(ints = {1, 9, 100, 65_537, 300_000})
  void productsOfARowAreOneChain(int columns) {
    for (boolean single : new boolean[] {true, false}) {
      Sample sample = new Sample(columns, single);
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
    for (boolean single : new boolean[] {true, false}) {
      Sample sample = new Sample(columns, single);
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
    SparseSlice slice = new Sample(9, true).panel.byColumns().slice(0, ROWS);
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
    Sample(int columns, boolean single) {
      this(panel(columns, single, new Random(columns)));
    }

    private static SparsePanel panel(int columns, boolean single, Random random) {
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
      double[] values = random.doubles(at.length, -2, 2).toArray();
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
