package dev.descent.data;

import dev.descent.math.DoublePanel;
import dev.descent.math.SinglePanel;
import dev.descent.math.SparseSlice;

/**
 * The rows {@code from} (included) to {@code to} (excluded) of a tile: what a mini-batch takes from
 * it.
 */
public record TileSlice(Tile tile, int from, int to) {

  public TileSlice {
    if (from < 0 || to < from || to > tile.rows()) {
      throw new IllegalArgumentException(
          "rows " + from + " to " + to + " are not inside a tile of " + tile.rows() + " rows");
    }
  }

  /** How many rows. */
  public int rows() {
    return to - from;
  }

  /** Labels and weights of these rows. */
  public Targets targets() {
    return new Targets(
        tile.labels(), tile.singleLabels(), tile.weights(), from, rows(), tile.rows());
  }

  /** The features of a sparse tile [rows x columns]. */
  public SparseSlice sparse() {
    return tile.sparse(from, rows());
  }

  /** The features of a float32 tile [rows x columns]. */
  public SinglePanel singlePanel() {
    return tile.singlePanel(from, rows());
  }

  /** The features of a float64 tile [rows x columns]. */
  public DoublePanel doublePanel() {
    return tile.doublePanel(from, rows());
  }
}
