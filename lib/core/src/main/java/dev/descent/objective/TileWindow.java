package dev.descent.objective;

import dev.descent.data.Tile;
import dev.descent.data.TileSlice;
import java.io.Serializable;

/**
 * A mini-batch in terms of tiles: from row {@code fromRow} of tile {@code firstTile} to row {@code
 * toRow} (excluded) of tile {@code lastTile}, with every row of the tiles between.
 */
public record TileWindow(int firstTile, int fromRow, int lastTile, int toRow)
    implements Serializable {

  /** Whether it takes rows of tile {@code index}. */
  public boolean touches(int index) {
    return index >= firstTile && index <= lastTile;
  }

  /** Its rows of a tile that it touches. */
  public TileSlice of(Tile tile) {
    return of(tile, tile.index());
  }

  /** Its rows of the tile that is at {@code place} among those that it was found for. */
  TileSlice of(Tile tile, int place) {
    int from = place == firstTile ? fromRow : 0;
    int to = place == lastTile ? toRow : tile.rows();
    return tile.slice(from, to);
  }
}
