package dev.descent.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.math.SplitMix;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HashOrderTest {

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "1000, 1", "1001, 2", "2000, 2", "2147483647000, 2147483647"})
  void tilesFollowFromTheRows(long rows, int tiles) {
    assertThat(new HashOrder(rows).tiles()).isEqualTo(tiles);
    assertThat(new HashOrder(4 * rows, 4 * HashOrder.ROWS_A_TILE).tiles()).isEqualTo(tiles);
  }

  /** Hashes are unsigned: 0 is the first and -1 the last one. */
  @Test
  void tilesAreEqualRangesInTheOrderOfTheHash() {
    HashOrder order = new HashOrder(7_500);
    assertThat(order.tiles()).isEqualTo(8);
    assertThat(order.tile(0)).isZero();
    assertThat(order.tile(-1)).isEqualTo(7);
    for (int t = 1; t < 8; t++) {
      long border = t * (1L << 61);
      assertThat(order.tile(border)).isEqualTo(t);
      assertThat(order.tile(border - 1)).isEqualTo(t - 1);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 999, 30_000, 2_147_483_647_000L})
  void everyHashHasATile(long rows) {
    HashOrder order = new HashOrder(rows);
    SplitMix random = new SplitMix(4);
    int last = -1;
    for (long hash :
        LongStream.generate(random::nextLong)
            .limit(1000)
            .map(h -> h ^ Long.MIN_VALUE)
            .sorted()
            .map(h -> h ^ Long.MIN_VALUE)
            .toArray()) {
      int tile = order.tile(hash);
      assertThat(order.place(hash, 512) / 512).isEqualTo(tile);
      assertThat(tile).isBetween(Math.max(0, last), order.tiles() - 1);
      last = tile;
    }
  }

  @Test
  void copiesSpreadOverTheTiles() {
    HashOrder order = new HashOrder(100_000);
    int[] rows = new int[order.tiles()];
    for (int k = 0; k < 100_000; k++) {
      rows[order.tile(HashOrder.copy(12345, k))]++;
    }
    assertThat(rows).hasSize(100);
    for (int count : rows) {
      assertThat(count).isBetween(850, 1150);
    }
    assertThat(HashOrder.copy(12345, 0)).isEqualTo(12345);
  }

  @Test
  void refusesWhatIsNoNumberOfRows() {
    assertThatThrownBy(() -> new HashOrder(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rows must be between 0 and 2^31 tiles, but was -1");
    assertThatThrownBy(() -> new HashOrder(Long.MAX_VALUE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new HashOrder(5, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a tile needs a row, but was to have 0");
  }
}
