package dev.descent.objective;

import dev.descent.data.Precision;
import dev.descent.data.TileSlice;
import dev.descent.math.BlockSize;
import dev.descent.math.DoublePanel;
import dev.descent.math.SinglePanel;
import dev.descent.math.Strips;
import dev.descent.math.Triangle;
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
  /** Rows at a time, so many that the columns of most tiles are read in one stream each. */
  private static final int MOST_ROWS = 1024;

  /** Rows at a time of however many columns: whole chains of either precision. */
  private static final int FEWEST_ROWS = 256;

  /** Numbers of the rows at a time, on either side: eight megabytes in float64. */
  private static final int NUMBERS = 1 << 20;

  /** Numbers of the columns at a time, which stay near: whole fours and threes of columns. */
  static final int NEAR = 12 * MOST_ROWS;

  final double[] shift;

  /** v = d + 2. */
  final int size;

  /** How many rows are taken at a time. */
  final int rows;

  private final int chain;

  /** Rows z_i, as many as a chain has in each. */
  private final List<Strips<A>> left;

  /** The same, multiplied by their weights. */
  private final List<Strips<A>> right;

  private final Triangle<A> products;

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
  GramProducts(double[] shift, int chain, BlockSize size) {
    this.shift = shift.clone();
    this.size = shift.length + 1;
    this.rows = rows(this.size);
    this.chain = chain;
    this.left = strips(size.rows());
    this.right = strips(size.columns());
    this.products = triangle(size);
  }

  /** As many rows z of {@code size} numbers as there is room for, between the two bounds. */
  static int rows(int size) {
    int room = Integer.highestOneBit(NUMBERS / size);
    return Math.max(FEWEST_ROWS, Math.min(room, MOST_ROWS));
  }

  private List<Strips<A>> strips(int lanes) {
    return Stream.generate(() -> strips(lanes, chain)).limit(rows / chain).toList();
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
    clear(products);
    readLabels(slice);
    for (int from = 0; from < slice.rows(); from += rows) {
      int to = Math.min(from + rows, slice.rows());
      add(slice.tile().slice(slice.from() + from, slice.from() + to));
    }
    return addTo(sums, products);
  }

  private void add(TileSlice some) {
    List<Strips<A>> a = cut(left, some.rows());
    List<Strips<A>> b = cut(right, some.rows());
    int group = NEAR / rows;
    for (int j = 0; j < size; j += group) {
      int count = Math.min(group, size - j);
      for (int t = 0; t < count; t++) {
        read(some, j + t, t * rows);
      }
      put(j, count, a);
      if (some.targets().weights().length > 0) {
        weigh(some, count);
      }
      put(j, count, b);
    }
    addProducts(a, b, products);
  }

  /** As many of {@code strips} as {@code rows} take, the last one for those that are left. */
  private List<Strips<A>> cut(List<Strips<A>> strips, int rows) {
    List<Strips<A>> cut = new ArrayList<>();
    for (int from = 0; from < rows; from += chain) {
      cut.add(strips.get(cut.size()).first(Math.min(chain, rows - from)));
    }
    return cut;
  }

  /** Column j of z goes to {@code at} and behind. */
  private void read(TileSlice some, int j, int at) {
    int d = columns();
    if (j >= d) {
      for (int i = 0; i < some.rows(); i++) {
        set(at + i, j == d ? some.targets().label(i) - shift[d] : 1);
      }
    } else if (some.tile().precision() == Precision.SINGLE) {
      SinglePanel panel = some.singlePanel();
      read(panel.values(), panel.offset() + j * panel.stride(), some.rows(), shift[j], at);
    } else {
      DoublePanel panel = some.doublePanel();
      read(panel.values(), panel.offset() + j * panel.stride(), some.rows(), shift[j], at);
    }
  }

  private void weigh(TileSlice some, int count) {
    for (int i = 0; i < some.rows(); i++) {
      double weight = some.targets().weight(i);
      for (int t = 0; t < count; t++) {
        multiply(t * rows + i, weight);
      }
    }
  }

  /** Four or three columns at a time, of which the last ones may not be there. */
  private void put(int j, int count, List<Strips<A>> into) {
    for (int k = 0; k < into.size(); k++) {
      Strips<A> z = into.get(k);
      boolean four = z.lanes() % 4 == 0;
      for (int t = 0; t < count; t += four ? 4 : 3) {
        if (four) {
          putFour(t * rows + k * chain, j + t, z);
        } else {
          putThree(t * rows + k * chain, j + t, z);
        }
      }
    }
  }

  /** Room for {@code rows} rows z. */
  abstract Strips<A> strips(int lanes, int rows);

  /** Room for all sums of products. */
  abstract Triangle<A> triangle(BlockSize blocks);

  /** Makes the triangle zero. */
  abstract void clear(Triangle<A> products);

  /** To be called before the products of the rows of a tile are added. */
  abstract void readLabels(TileSlice rows);

  /** The numbers at {@code at} and behind become {@code count} values about {@code middle}. */
  abstract void read(float[] values, int from, int count, double middle, int at);

  /** The numbers at {@code at} and behind become {@code count} values about {@code middle}. */
  abstract void read(double[] values, int from, int count, double middle, int at);

  /** Sets the number at {@code at}. */
  abstract void set(int at, double value);

  /** Multiplies the number at {@code at}. */
  abstract void multiply(int at, double weight);

  /** Columns j to j + 3 of {@code into} become the numbers at {@code at} and {@code rows} on. */
  abstract void putFour(int at, int j, Strips<A> into);

  /** The same with three columns. */
  abstract void putThree(int at, int j, Strips<A> into);

  /** Adds the products of pairs of strips. */
  abstract void addProducts(List<Strips<A>> a, List<Strips<A>> b, Triangle<A> products);

  /** Adds the products, if they are finite; returns whether they are. */
  abstract boolean addTo(GramSum sums, Triangle<A> products);
}
