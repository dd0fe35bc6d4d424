package dev.descent.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.data.Tile.Features;
import dev.descent.math.Wire;
import dev.descent.sample.Rows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TileTest {
  private static final double[][] FEATURES = {{1, 10}, {2, 20}, {3, 30.1}};
  private static final double[] LABELS = {7, 8, 9};

  @ParameterizedTest
  @EnumSource(Precision.class)
  void keepsItsRows(Precision precision) {
    Tile tile =
        Wire.copy(Rows.of(FEATURES, LABELS).weighted(0.5, 2, 0).tile(4, precision), Tile.class);
    assertThat(tile.index()).isEqualTo(4);
    assertThat(tile.rows()).isEqualTo(3);
    assertThat(tile.columns()).isEqualTo(2);
    assertThat(tile.precision()).isEqualTo(precision);
    assertThat(tile.bytes()).isEqualTo(9L * precision.bytes() + 3 * 8);
    double[] row = new double[2];
    tile.copyRow(2, row);
    assertThat(row).containsExactly(3, precision == Precision.SINGLE ? 30.1f : 30.1);
    Targets targets = tile.all().targets();
    assertThat(targets.totalWeight()).isEqualTo(2.5);
    assertThat(targets.weight(1)).isEqualTo(2);
    assertThat(targets.label(1)).isEqualTo(8);
  }

  /** Labels that are no float32 stay as they are, all of a tile. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void labelsAreNeverRounded(Precision precision) {
    double[] labels = {7, 0.1, -0.5};
    Targets targets = Rows.of(FEATURES, labels).tile(0, precision).slice(1, 3).targets();
    assertThat(targets.singles()).isEmpty();
    assertThat(targets.label(0)).isEqualTo(0.1);
    double[] copied = new double[2];
    targets.copyLabels(0, 2, copied);
    assertThat(copied).containsExactly(0.1, -0.5);
  }

  @Test
  void labelsThatAreFloat32AreHeldSo() {
    double[] labels = {1, 0, -0.5, 16_777_216};
    double[][] features = new double[4][1];
    Targets targets = Rows.of(features, labels).tile(0, Precision.SINGLE).slice(1, 4).targets();
    assertThat(targets.labels()).isEmpty();
    assertThat(targets.singles()).containsExactly(1, 0, -0.5f, 16_777_216);
    double[] copied = new double[3];
    targets.copyLabels(1, 2, copied);
    assertThat(copied).containsExactly(-0.5, 16_777_216, 0);
    assertThat(targets.label(2)).isEqualTo(16_777_216);
  }

  @Test
  void sliceIsItsRows() {
    Tile tile = Rows.of(FEATURES, LABELS).weighted(0.5, 2, 4).tile(0, Precision.DOUBLE);
    Targets targets = tile.slice(1, 3).targets();
    assertThat(targets.rows()).isEqualTo(2);
    assertThat(targets.label(0)).isEqualTo(8);
    assertThat(targets.weight(1)).isEqualTo(4);
    assertThat(targets.totalWeight()).isEqualTo(6);
    assertThat(tile.slice(3, 3).rows()).isZero();
  }

  @Test
  void weightIsOneWhereThereIsNone() {
    Targets targets = Rows.of(FEATURES, LABELS).tile(0, Precision.SINGLE).slice(1, 3).targets();
    assertThat(targets.weight(1)).isEqualTo(1);
    assertThat(targets.totalWeight()).isEqualTo(2);
  }

  @Test
  void refusesRowsOutsideIt() {
    Tile tile = Rows.of(FEATURES, LABELS).tile(0, Precision.DOUBLE);
    for (int[] wrong : new int[][] {{-1, 2}, {2, 1}, {0, 4}}) {
      assertThatThrownBy(() -> tile.slice(wrong[0], wrong[1]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("rows " + wrong[0] + " to " + wrong[1] + " are not inside a tile of 3 rows");
    }
  }

  @Test
  void refusesArraysThatDoNotFit() {
    Features two = Features.of(1, new double[2]);
    assertThatThrownBy(() -> Tile.of(0, two, new double[3], new double[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("features must be 3 x 1");
    assertThatThrownBy(() -> Tile.of(0, two, new double[2], new double[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 labels, but 1 weights");
  }
}
