package dev.descent.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.data.Precision;
import dev.descent.data.Tile;
import dev.descent.math.Wire;
import dev.descent.sample.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WindowsTest {

  @Test
  void skipsEmptyTilesAtItsBorders() {
    Windows windows = new Windows(new int[] {0, 3, 0, 0, 2, 0});
    assertThat(windows.rows()).isEqualTo(5);
    assertThat(windows.of(new MiniBatch(0, 5))).isEqualTo(new TileWindow(1, 0, 4, 2));
    assertThat(windows.of(new MiniBatch(0, 3))).isEqualTo(new TileWindow(1, 0, 1, 3));
    assertThat(windows.of(new MiniBatch(3, 4))).isEqualTo(new TileWindow(4, 0, 4, 1));
    assertThat(windows.of(new MiniBatch(2, 4))).isEqualTo(new TileWindow(1, 2, 4, 1));
  }

  @Test
  void touchesTheTilesBetween() {
    TileWindow window = new TileWindow(1, 2, 4, 1);
    assertThat(IntStream.range(0, 6).filter(window::touches)).containsExactly(1, 2, 3, 4);
    assertThat(Wire.copy(window, TileWindow.class)).isEqualTo(window);
  }

  /** Labels are the numbers of the rows, so that a window shows which rows it took. */
  @Test
  void takesExactlyTheRowsOfTheMiniBatch() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      int[] sizes = random.ints(1 + random.nextInt(8), 0, 5).toArray();
      int n = IntStream.of(sizes).sum();
      if (n == 0) {
        continue;
      }
      double[] labels = IntStream.range(0, n).asDoubleStream().toArray();
      List<Tile> tiles = Rows.of(new double[n][1], labels).tiles(Precision.SINGLE, sizes);
      int from = random.nextInt(n);
      int to = from + 1 + random.nextInt(n - from);
      TileWindow window = new Windows(sizes).of(new MiniBatch(from, to));
      List<Integer> taken = new ArrayList<>();
      for (Tile tile : tiles) {
        if (window.touches(tile.index())) {
          var targets = window.of(tile).targets();
          IntStream.range(0, targets.rows()).forEach(i -> taken.add((int) targets.label(i)));
        }
      }
      assertThat(taken).isEqualTo(IntStream.range(from, to).boxed().toList());
    }
  }

  /** More rows than an int counts. */
  @Test
  void countsInLongs() {
    int[] sizes = {Integer.MAX_VALUE, Integer.MAX_VALUE, 10};
    Windows windows = new Windows(sizes);
    long rows = 2L * Integer.MAX_VALUE + 10;
    assertThat(windows.rows()).isEqualTo(rows);
    assertThat(windows.of(new MiniBatch(rows - 1, rows))).isEqualTo(new TileWindow(2, 9, 2, 10));
  }

  @Test
  void refusesRowsThatAreNotThere() {
    assertThat(new Windows(new int[0]).rows()).isZero();
    assertThatThrownBy(() -> new Windows(new int[0]).of(new MiniBatch(0, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the mini-batch ends at row 1, but there are 0 rows");
  }
}
