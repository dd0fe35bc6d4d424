package dev.descent.spark.train;

import dev.descent.data.Tile;
import dev.descent.objective.GramProducts;
import dev.descent.objective.GramSource;
import dev.descent.objective.GramSum;
import dev.descent.spark.data.HashOrderedTiles;
import java.util.Iterator;

/** Products over cached tiles: every task sums those of its partition, a tree merges the sums. */
public final class TreeAggregatedGram implements GramSource {
  private final HashOrderedTiles data;
  private final int columns;
  private final int depth;

  /** Of {@code columns} features of {@code data}, merged by a tree of {@code depth}. */
  public TreeAggregatedGram(HashOrderedTiles data, int columns, int depth) {
    this.data = data;
    this.columns = columns;
    this.depth = depth;
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public GramSum about(double[] shift) {
    int d = columns;
    return new TileSums<>(data, depth, GramSum.class, () -> new GramSum(d), GramSum::merge)
        .all(new Products(d, shift));
  }

  /** What a task does. */
  private static final class Products extends TileTask<GramSum> {
    private static final long serialVersionUID = 1L;

    private final int columns;
    private final double[] shift;

    Products(int columns, double[] shift) {
      this.columns = columns;
      this.shift = shift;
    }

    @Override
    GramSum over(Iterator<Tile> tiles) {
      GramSum sum = new GramSum(columns);
      GramProducts products = new GramProducts(shift);
      while (tiles.hasNext()) {
        sum.add(tiles.next().all(), products);
      }
      return sum;
    }
  }
}
