package dev.descent.spark.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.data.Precision;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TilePlanTest {

  /** By columns as many rows as 2^19 entries make, from 1000 to 4000; else 1000. */
  @ParameterizedTest
  @CsvSource({
    "0, SPARSE_COLUMNS, 4000",
    "40, SPARSE_COLUMNS, 4000",
    "262.144, SPARSE_COLUMNS, 2000",
    "524.288, SPARSE_COLUMNS, 1000",
    "1e6, SPARSE_COLUMNS, 1000",
    "40, SPARSE_ROWS, 1000",
    "40, DENSE, 1000",
  })
  void rowsOfATileFollowFromWhatARowTakes(double numbers, TilePlan.Layout layout, int rows) {
    TilePlan.Width width = new TilePlan.Width(numbers, layout);
    assertThat(width.rowsATile()).isEqualTo(rows);
    TilePlan plan = new TilePlan(10L * rows, width, Precision.SINGLE, 1);
    assertThat(plan.order().tiles()).isEqualTo(10);
  }

  /** No more partitions than there are tiles, and places cost 4 bytes in both layouts. */
  @Test
  void partitionsFollowFromTheTiles() {
    for (TilePlan.Layout layout : TilePlan.Layout.values()) {
      TilePlan.Width width = new TilePlan.Width(10, layout);
      TilePlan plan =
          new TilePlan.Choice(8000, width, Optional.empty(), Optional.empty(), 16).of(8000);
      assertThat(plan.partitions()).isEqualTo(8000 / width.rowsATile());
      int bytes = layout == TilePlan.Layout.DENSE ? 8 : 12;
      assertThat(plan.bytes(0)).isEqualTo(8000L * (10 * bytes + 8));
    }
  }
}
