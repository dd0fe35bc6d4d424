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
    List<Strips> left = new ArrayList<>();
    List<Strips> right = new ArrayList<>();
    for (int from = 0; from < some.rows(); from += ROWS) {
      int rows = Math.min(ROWS, some.rows() - from);
      TileSlice few = some.tile().slice(some.from() + from, some.from() + from + rows);
      Strips z = plain.get(left.size()).first(rows);
      read(few, z);
      left.add(z);
      right.add(few.targets().weights().length == 0 ? z : weighed(few.targets(), z, right.size()));
    }
    for (int from = 0; from < size; from += BLOCK) {
      int to = Math.min(from + BLOCK, size);
      for (int k = 0; k < left.size(); k++) {
        Kernels.ofThisMachine().addProducts(left.get(k), right.get(k), from, to, triangle);
      }
    }
  }

  private void read(TileSlice rows, Strips z) {
    int d = columns();
    double[] into = z.values();
    if (rows.tile().precision() == Precision.SINGLE) {
      SinglePanel panel = rows.singlePanel();
      for (int j = 0; j < d; j++) {
        int from = panel.offset() + j * panel.stride();
        int at = z.start(j);
        for (int i = 0; i < z.rows(); i++) {
          into[at + i * Strips.LANES] = panel.values()[from + i] - shift[j];
        }
      }
    } else {
      DoublePanel panel = rows.doublePanel();
      for (int j = 0; j < d; j++) {
        int from = panel.offset() + j * panel.stride();
        int at = z.start(j);
        for (int i = 0; i < z.rows(); i++) {
          into[at + i * Strips.LANES] = panel.values()[from + i] - shift[j];
        }
      }
    }
    for (int i = 0; i < z.rows(); i++) {
      into[z.start(d) + i * Strips.LANES] = rows.targets().label(i) - shift[d];
      into[z.start(d + 1) + i * Strips.LANES] = 1;
    }
  }

  private Strips weighed(Targets targets, Strips z, int k) {
    if (weighted.isEmpty()) {
      weighted.addAll(strips());
    }
    Strips weighed = weighted.get(k).first(z.rows());
    for (int strip = 0; strip < size; strip += Strips.LANES) {
      for (int i = 0; i < z.rows(); i++) {
        double weight = targets.weight(i);
        int at = z.start(strip) + i * Strips.LANES;
        for (int lane = 0; lane < Strips.LANES; lane++) {
          weighed.values()[at + lane] = weight * z.values()[at + lane];
        }
      }
    }
    return weighed;
  }
}
