package dev.descent.objective;

import dev.descent.data.Precision;
import dev.descent.data.Targets;
import dev.descent.data.TileSlice;
import dev.descent.math.DoublePanel;
import dev.descent.math.Kernels;
import dev.descent.math.SinglePanel;
import dev.descent.math.Strips;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

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

  /** Strips of a tile at a time: two megabytes of 1,000 features. */
  private static final int MOST_STRIPS = 4;

  /** Columns of the products that stay in the second cache while rows are added to them. */
  private static final int BLOCK = 48;

  private final double[] shift;

  /** v = d + 2. */
  private final int size;

  /** Rows z_i, {@value #ROWS} in each. */
  private final List<Strips> plain;

  /** The same, multiplied by their weights; made when a tile has some. */
  private final List<Strips> weighted = new ArrayList<>();

  private final double[] triangle;

  /** About {@code shift} [d + 1], of the features and then of the label. */
  public GramProducts(double[] shift) {
    this.shift = shift.clone();
    this.size = shift.length + 1;
    this.plain = strips();
    this.triangle = new double[GramSum.size(columns())];
  }

  private List<Strips> strips() {
    return Stream.generate(() -> Strips.of(size, ROWS)).limit(MOST_STRIPS).toList();
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
    Arrays.fill(triangle, 0);
    for (int from = 0; from < slice.rows(); from += MOST_STRIPS * ROWS) {
      int to = Math.min(from + MOST_STRIPS * ROWS, slice.rows());
      add(slice.tile().slice(slice.from() + from, slice.from() + to));
    }
    return triangle;
  }

  private void add(TileSlice some) {
    List<Strips> left = cut(plain, some.rows());
    read(some, left);
    List<Strips> right = left;
    if (some.targets().weights().length > 0) {
      if (weighted.isEmpty()) {
        weighted.addAll(strips());
      }
      right = cut(weighted, some.rows());
      weigh(some.targets(), left, right);
    }
    for (int from = 0; from < size; from += BLOCK) {
      int to = Math.min(from + BLOCK, size);
      for (int k = 0; k < left.size(); k++) {
        Kernels.ofThisMachine().addProducts(left.get(k), right.get(k), from, to, triangle);
      }
    }
  }

  /** As many of {@code strips} as {@code rows} take, the last one for those that are left. */
  private static List<Strips> cut(List<Strips> strips, int rows) {
    List<Strips> cut = new ArrayList<>();
    for (int from = 0; from < rows; from += ROWS) {
      cut.add(strips.get(cut.size()).first(Math.min(ROWS, rows - from)));
    }
    return cut;
  }

  /** Column after column, as they lie in memory. */
  private void read(TileSlice rows, List<Strips> into) {
    int d = columns();
    if (rows.tile().precision() == Precision.SINGLE) {
      SinglePanel panel = rows.singlePanel();
      for (int j = 0; j < d; j++) {
        int from = panel.offset() + j * panel.stride();
        for (Strips z : into) {
          copy(panel.values(), from, shift[j], z, j);
          from += z.rows();
        }
      }
    } else {
      DoublePanel panel = rows.doublePanel();
      for (int j = 0; j < d; j++) {
        int from = panel.offset() + j * panel.stride();
        for (Strips z : into) {
          copy(panel.values(), from, shift[j], z, j);
          from += z.rows();
        }
      }
    }
    int row = 0;
    for (Strips z : into) {
      for (int i = 0; i < z.rows(); i++) {
        z.values()[z.start(d) + i * Strips.LANES] = rows.targets().label(row++) - shift[d];
        z.values()[z.start(d + 1) + i * Strips.LANES] = 1;
      }
    }
  }

  private static void copy(float[] values, int from, double shift, Strips z, int j) {
    double[] into = z.values();
    int at = z.start(j);
    for (int i = 0; i < z.rows(); i++) {
      into[at + i * Strips.LANES] = values[from + i] - shift;
    }
  }

  private static void copy(double[] values, int from, double shift, Strips z, int j) {
    double[] into = z.values();
    int at = z.start(j);
    for (int i = 0; i < z.rows(); i++) {
      into[at + i * Strips.LANES] = values[from + i] - shift;
    }
  }

  private void weigh(Targets targets, List<Strips> plain, List<Strips> into) {
    int row = 0;
    for (int k = 0; k < plain.size(); k++) {
      Strips z = plain.get(k);
      for (int i = 0; i < z.rows(); i++) {
        double weight = targets.weight(row++);
        for (int strip = 0; strip < size; strip += Strips.LANES) {
          int at = z.start(strip) + i * Strips.LANES;
          for (int lane = 0; lane < Strips.LANES; lane++) {
            into.get(k).values()[at + lane] = weight * z.values()[at + lane];
          }
        }
      }
    }
  }
}
