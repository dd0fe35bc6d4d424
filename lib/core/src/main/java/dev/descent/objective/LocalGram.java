package dev.descent.objective;

import dev.descent.data.Precision;
import dev.descent.data.Tile;
import java.util.List;

/** Products over tiles in this JVM: what the distributed ones are held against. */
public final class LocalGram implements GramSource {
  private final int columns;
  private final List<Tile> tiles;

  /** Over {@code tiles} of {@code columns} features. */
  public LocalGram(int columns, List<Tile> tiles) {
    this.columns = columns;
    this.tiles = List.copyOf(tiles);
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public GramSum about(double[] shift, Precision arithmetic) {
    GramSum sum = new GramSum(columns, arithmetic);
    GramProducts<?> products = GramProducts.about(shift, arithmetic);
    tiles.forEach(tile -> sum.add(tile.all(), products));
    return sum;
  }
}
