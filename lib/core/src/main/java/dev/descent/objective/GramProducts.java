package dev.descent.objective;

import dev.descent.data.Precision;
import dev.descent.data.Targets;
import dev.descent.data.TileSlice;
import dev.descent.math.DoublePanel;
import dev.descent.math.Kernels;
import dev.descent.math.SinglePanel;
import java.util.Arrays;

/**
 * The weighted products of features, label and 1 over the rows of a tile, all in double precision;
 * and the arrays that one thread computes them in.
 *
 * <p>With z_i = (features - shift, label - shift, 1) of row i, v = d + 2 numbers, this is the upper
 * triangle of sum_i w_i z_i z_i^T. Each element is a chain of fma over {@value #ROWS} rows at a
 * time, and the chains are added in the order of the rows: rows that are equal, as those of
 * categories are, would round to the same side in one long chain.
 */
public final class GramProducts {
  private static final int ROWS = 64;

  /** Rows that are taken from a tile at a time: two megabytes of 1,000 features. */
  private static final int MOST_ROWS = 4 * ROWS;

  /** Columns of the products that stay in the second cache while rows are added to them. */
  private static final int BLOCK = 48;

  private final double[] shift;

  /** v = d + 2. */
  private final int size;

  /** Some rows z_i, one after the other [v x rows]. */
  private final double[] plain;

  /** The same, multiplied by their weights. */
  private final double[] weighted;

  /** Block after block of columns of the products, each [its last column + 1 x its columns]. */
  private final double[] blocks;

  /** The same without what is below the diagonal. */
  private final double[] triangle;

  /** About {@code shift} [d + 1], of the features and then of the label. */
  public GramProducts(double[] shift) {
    this.shift = shift.clone();
    this.size = shift.length + 1;
    this.plain = new double[Math.multiplyExact(size, MOST_ROWS)];
    this.weighted = new double[plain.length];
    int total = 0;
    for (int from = 0; from < size; from += BLOCK) {
      int to = Math.min(from + BLOCK, size);
      total = Math.addExact(total, Math.multiplyExact(to, to - from));
    }
    this.blocks = new double[total];
    this.triangle = new double[GramSum.size(columns())];
  }

  /** d, the number of features. */
  int columns() {
    return shift.length - 1;
  }

  /**
   * The upper triangle of the products over the rows of {@code slice}, column by column; valid
   * until the next call.
   */
  double[] of(TileSlice slice) {
    if (slice.tile().columns() != columns()) {
      throw new IllegalArgumentException(
          "a tile of "
              + slice.tile().columns()
              + " columns does not fit products of "
              + columns()
              + " features");
    }
    Arrays.fill(blocks, 0);
    for (int from = 0; from < slice.rows(); from += MOST_ROWS) {
      int to = Math.min(from + MOST_ROWS, slice.rows());
      TileSlice some = slice.tile().slice(slice.from() + from, slice.from() + to);
      read(some);
      weigh(some.targets());
      add(some.rows());
    }
    cut();
    return triangle;
  }

  private void read(TileSlice rows) {
    int d = columns();
    if (rows.tile().precision() == Precision.SINGLE) {
      SinglePanel panel = rows.singlePanel();
      for (int j = 0; j < d; j++) {
        int column = panel.offset() + j * panel.stride();
        for (int i = 0; i < rows.rows(); i++) {
          plain[i * size + j] = panel.values()[column + i] - shift[j];
        }
      }
    } else {
      DoublePanel panel = rows.doublePanel();
      for (int j = 0; j < d; j++) {
        int column = panel.offset() + j * panel.stride();
        for (int i = 0; i < rows.rows(); i++) {
          plain[i * size + j] = panel.values()[column + i] - shift[j];
        }
      }
    }
    for (int i = 0; i < rows.rows(); i++) {
      plain[i * size + d] = rows.targets().label(i) - shift[d];
      plain[i * size + d + 1] = 1;
    }
  }

  private void weigh(Targets targets) {
    if (targets.weights().length == 0) {
      System.arraycopy(plain, 0, weighted, 0, targets.rows() * size);
      return;
    }
    for (int i = 0; i < targets.rows(); i++) {
      double weight = targets.weight(i);
      for (int k = i * size; k < (i + 1) * size; k++) {
        weighted[k] = weight * plain[k];
      }
    }
  }

  private void add(int rows) {
    int offset = 0;
    for (int from = 0; from < size; from += BLOCK) {
      int to = Math.min(from + BLOCK, size);
      DoublePanel block = new DoublePanel(blocks, offset, to, to, to - from);
      for (int row = 0; row < rows; row += ROWS) {
        int some = Math.min(ROWS, rows - row);
        int at = row * size;
        Kernels.ofThisMachine()
            .addProducts(
                new DoublePanel(plain, at, size, to, some),
                new DoublePanel(weighted, at + from, size, to - from, some),
                block);
      }
      offset += to * (to - from);
    }
  }

  private void cut() {
    int offset = 0;
    int packed = 0;
    for (int from = 0; from < size; from += BLOCK) {
      int to = Math.min(from + BLOCK, size);
      for (int j = from; j < to; j++) {
        System.arraycopy(blocks, offset, triangle, packed, j + 1);
        offset += to;
        packed += j + 1;
      }
    }
  }
}
