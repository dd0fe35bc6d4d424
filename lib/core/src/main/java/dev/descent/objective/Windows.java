package dev.descent.objective;

import java.util.Arrays;

/** Finds the tiles of a mini-batch from the numbers of rows of all tiles. */
public final class Windows {
  /** ends[t] = rows in the tiles up to and including t. */
  private final long[] ends;

  /** For tiles with {@code rows[t]} rows each, in the order of their index; some may be empty. */
  public Windows(int[] rows) {
    ends = new long[rows.length];
    long end = 0;
    for (int t = 0; t < rows.length; t++) {
      end += rows[t];
      ends[t] = end;
    }
  }

  /** The number of rows of all tiles. */
  public long rows() {
    return ends.length == 0 ? 0 : ends[ends.length - 1];
  }

  /** The window of tiles that holds exactly the rows of {@code batch}. */
  public TileWindow of(MiniBatch batch) {
    if (batch.to() > rows()) {
      throw new IllegalArgumentException(
          "the mini-batch ends at row " + batch.to() + ", but there are " + rows() + " rows");
    }
    int first = tileOf(batch.from());
    int last = tileOf(batch.to() - 1);
    return new TileWindow(
        first, (int) (batch.from() - start(first)), last, (int) (batch.to() - start(last)));
  }

  private long start(int tile) {
    return tile == 0 ? 0 : ends[tile - 1];
  }

  /** The tile that holds a row: the first that ends after it. */
  private int tileOf(long row) {
    int found = Arrays.binarySearch(ends, row + 1);
    int tile = found >= 0 ? found : -found - 1;
    while (tile > 0 && ends[tile - 1] > row) {
      tile--;
    }
    return tile;
  }
}
