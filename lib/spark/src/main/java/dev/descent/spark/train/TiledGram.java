package dev.descent.spark.train;

import dev.descent.data.Precision;
import dev.descent.data.Tile;
import dev.descent.objective.GramProducts;
import dev.descent.objective.GramSource;
import dev.descent.objective.GramSum;
import java.util.Iterator;

/** Products of the features in cached tiles. */
public final class TiledGram implements GramSource {
  private final TileSums tiles;
  private final int columns;

  /** Of {@code columns} features of {@code tiles}. */
  public TiledGram(TileSums tiles, int columns) {
    this.tiles = tiles;
    this.columns = columns;
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public GramSum about(double[] shift, Precision arithmetic) {
    return tiles.all(new Products(columns, shift, arithmetic));
  }

  /** What a task does. */
  private static final class Products extends TileTask<GramSum> {
    private static final long serialVersionUID = 1L;

    private final int columns;
    private final double[] shift;
    private final Precision arithmetic;

    Products(int columns, double[] shift, Precision arithmetic) {
      this.columns = columns;
      this.shift = shift;
      this.arithmetic = arithmetic;
    }

    @Override
    GramSum over(Iterator<Tile> tiles) {
      GramSum sum = zero();
      GramProducts<?> products = GramProducts.about(shift, arithmetic);
      while (tiles.hasNext()) {
        sum.add(tiles.next().all(), products);
      }
      return sum;
    }

    @Override
    GramSum zero() {
      return new GramSum(columns, arithmetic);
    }

    @Override
    GramSum join(GramSum sum, GramSum part) {
      return sum.merge(part);
    }
  }
}
