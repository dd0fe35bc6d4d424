package dev.descent.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.descent.data.Tile;
import dev.descent.math.SparsePanel;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.util.SizeEstimator;
import org.junit.jupiter.api.Test;

class OrderedTileTest {
  private static final int ROWS = 1000;

  /** What Spark finds when it counts the objects themselves. */
  @Test
  void itTakesWhatItSays() {
    int[] starts = IntStream.rangeClosed(0, ROWS).map(i -> 4 * i).toArray();
    int[] places = IntStream.range(0, 4 * ROWS).map(e -> e % 4).toArray();
    SparsePanel panel =
        SparsePanel.of(9, new SparsePanel.Entries(starts, places), new float[4 * ROWS]);
    OrderedTile.Moved moved = new OrderedTile.Moved(new byte[100_000], 1, 2);
    for (Tile.Features features :
        List.of(
            Tile.Features.of(28, new float[28 * ROWS]),
            Tile.Features.of(3, new double[3 * ROWS]),
            Tile.Features.of(panel))) {
      Tile tile = Tile.of(0, features, new double[ROWS], new double[ROWS]);
      long[] hashes = new long[ROWS];
      long found = SizeEstimator.estimate(new Object[] {tile, hashes, moved});
      OrderedTile ordered = new OrderedTile(tile, hashes, List.of(moved));
      assertThat(ordered.estimatedSize()).isCloseTo(found, withinPercentage(1));
      assertThat(SizeEstimator.estimate(ordered)).isEqualTo(ordered.estimatedSize());
    }
  }
}
