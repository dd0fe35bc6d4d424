package dev.descent.objective;

import dev.descent.data.Precision;
import dev.descent.data.Targets;
import dev.descent.data.TileSlice;
import dev.descent.math.DoublePanel;
import dev.descent.math.SinglePanel;
import dev.descent.math.Strips;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The weighted products of features, label and 1 over the rows of a tile, in one precision; and the
 * arrays that one thread computes them in.
 *
 * <p>With z_i = (features - shift, label - shift, 1) of row i, v = d + 2 numbers, this is the upper
 * triangle of sum_i w_i z_i z_i^T. Each element is a chain of fma over some rows at a time, and the
 * chains are added in the order of the rows: rows that are equal, as those of categories are, would
 * round to the same side in one long chain.
 *
 * @param <A> float[] or double[]
 */
public abstract sealed class GramProducts<A> permits SingleGramProducts, DoubleGramProducts {
  /** Rows at a time: two megabytes of 1,000 features in float64. */
  private static final int ROWS = 256;

  /** Columns of the products that stay in the second cache while rows are added to them. */
  private static final int BLOCK = 48;

  final double[] shift;

  /** v = d + 2. */
  final int size;

  private final int chain;

  /** Rows z_i, as many as a chain has in each. */
  private final List<Strips<A>> plain;

  /** The same, multiplied by their weights; made when a tile has some. */
  private final List<Strips<A>> weighted = new ArrayList<>();

  /**
   * About {@code shift} [d + 1], of the features and then of the label.
   *
   * @param arithmetic SINGLE takes half the time; tiles may be in either precision
   */
  public static GramProducts<?> about(double[] shift, Precision arithmetic) {
    return arithmetic == Precision.SINGLE
        ? new SingleGramProducts(shift)
        : new DoubleGramProducts(shift);
  }

  /**
   * About {@code shift} [d + 1].
   *
   * @param chain how many rows the chains of fma go over
   */
  GramProducts(double[] shift, int chain) {
    this.shift = shift.clone();
    this.size = shift.length + 1;
    this.chain = chain;
    this.plain = strips();
  }

  private List<Strips<A>> strips() {
    return Stream.generate(() -> strips(chain)).limit(ROWS / chain).toList();
  }

  /** d, the number of features. */
  final int columns() {
    return shift.length - 1;
  }

  /**
   * Adds the products over the rows of {@code slice} to {@code sums}, if all of them are finite.
   *
   * @return whether they are
   */
  final boolean addTo(GramSum sums, TileSlice slice) {
    if (slice.tile().columns() != columns()) {
      throw new IllegalArgumentException(
          "a tile of "
              + slice.tile().columns()
              + " columns does not fit products of "
              + columns()
              + " features");
    }
    clear();
    for (int from = 0; from < slice.rows(); from += ROWS) {
      int to = Math.min(from + ROWS, slice.rows());
      add(slice.tile().slice(slice.from() + from, slice.from() + to));
    }
    return addTo(sums);
  }

  private void add(TileSlice some) {
    List<Strips<A>> left = cut(plain, some.rows());
    read(some, left);
    List<Strips<A>> right = left;
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
        addProducts(left.get(k), right.get(k), from, to);
      }
    }
  }

  /** As many of {@code strips} as {@code rows} take, the last one for those that are left. */
  private List<Strips<A>> cut(List<Strips<A>> strips, int rows) {
    List<Strips<A>> cut = new ArrayList<>();
    for (int from = 0; from < rows; from += chain) {
      cut.add(strips.get(cut.size()).first(Math.min(chain, rows - from)));
    }
    return cut;
  }

  /** Column after column, as they lie in memory. */
  private void read(TileSlice rows, List<Strips<A>> into) {
    int d = columns();
    if (rows.tile().precision() == Precision.SINGLE) {
      SinglePanel panel = rows.singlePanel();
      for (int j = 0; j < d; j++) {
        int from = panel.offset() + j * panel.stride();
        for (Strips<A> z : into) {
          copy(panel.values(), from, j, z);
          from += z.rows();
        }
      }
    } else {
      DoublePanel panel = rows.doublePanel();
      for (int j = 0; j < d; j++) {
        int from = panel.offset() + j * panel.stride();
        for (Strips<A> z : into) {
          copy(panel.values(), from, j, z);
          from += z.rows();
        }
      }
    }
    int row = 0;
    for (Strips<A> z : into) {
      for (int i = 0; i < z.rows(); i++) {
        set(z, i, d, rows.targets().label(row++) - shift[d]);
        set(z, i, d + 1, 1);
      }
    }
  }

  private void weigh(Targets targets, List<Strips<A>> plain, List<Strips<A>> into) {
    int row = 0;
    for (int k = 0; k < plain.size(); k++) {
      Strips<A> z = plain.get(k);
      for (int i = 0; i < z.rows(); i++) {
        double weight = targets.weight(row++);
        for (int strip = 0; strip < size; strip += z.lanes()) {
          multiply(z, z.start(strip) + i * z.lanes(), weight, into.get(k));
        }
      }
    }
  }

  /** Room for {@code rows} rows z. */
  abstract Strips<A> strips(int rows);

  /** Makes the triangle zero. */
  abstract void clear();

  /** Column {@code j} of {@code into} becomes values about their shift. */
  abstract void copy(float[] values, int from, int j, Strips<A> into);

  /** Column {@code j} of {@code into} becomes values about their shift. */
  abstract void copy(double[] values, int from, int j, Strips<A> into);

  /** Sets column {@code j} of row {@code i}. */
  abstract void set(Strips<A> z, int i, int j, double value);

  /** Lanes {@code at} and behind become those of {@code z}, multiplied by a weight. */
  abstract void multiply(Strips<A> z, int at, double weight, Strips<A> into);

  /** Adds to columns {@code from} to {@code to} of the triangle. */
  abstract void addProducts(Strips<A> left, Strips<A> right, int from, int to);

  /** Adds what was added since {@link #clear}, if it is finite; returns whether it is. */
  abstract boolean addTo(GramSum sums);
}
