package dev.descent.math;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * A vector of sums of products, each rounded to a multiple of a power of two before it is added:
 * integers, whose sum has the same bits in any order and grouping. It takes one addition a product
 * and 8 bytes a sum, where {@link ExactSums} takes three and 28, and what it loses depends on the
 * largest product beside it.
 *
 * <p>Products r a with |r| &lt;= R and |a| &lt;= A share a grid: the multiples of 2^(e - b), where
 * 2^e &gt; R A is the least power of 16 and b = min(51, 62 - log2 n) leaves room for the sum of n
 * products. So a product loses at most 2^(3 - b) R A, half of it by rounding to nearest. Products
 * of different size have grids of their own, which are added, coarse before fine, when a sum is
 * asked for.
 *
 * <p>Storage is allocated with the first product, so that a sum of nothing is small on the wire.
 */
public final class GridSums implements Serializable {
  private static final long serialVersionUID = 1L;

  /** 1.5 2^52: adding it rounds what is below 2^51 to an integer, in the last bits of the sum. */
  private static final double ROUNDING = 0x1.8p52;

  private static final long ROUNDING_BITS = Double.doubleToRawLongBits(ROUNDING);
  private static final int MOST_BITS = 51;
  private static final int SUM_BITS = 62;
  private static final long MOST_TERMS = 1L << 40;

  /** Grids are this many powers of two apart, so that parts of one sum rarely have several. */
  private static final int STEP = 4;

  /** Products far below 2 to this are rounded to 0. */
  private static final int LEAST_EXPONENT = -800;

  private static final double LEAST_VALUE = 0x1p-400;
  private static final double MOST = 0x1p900;

  private final int size;
  private final long most;
  private final int bits;
  private long terms;

  /** By the exponent of the power that products are below. */
  private final TreeMap<Integer, Grid> grids = new TreeMap<>();

  /** {@code size} sums of no more than {@code most} products each. */
  public GridSums(int size, long most) {
    if (size < 0 || most < 1 || most > MOST_TERMS) {
      throw new IllegalArgumentException(
          "size must be >= 0 and products from 1 to 2^40, but were " + size + ", " + most);
    }
    this.size = size;
    this.most = most;
    this.bits = Math.min(MOST_BITS, SUM_BITS - log2(most));
  }

  /** The least k with 2^k >= terms. */
  private static int log2(long terms) {
    return Long.SIZE - Long.numberOfLeadingZeros(terms - 1);
  }

  private void count(long more) {
    terms += more;
    if (terms > most) {
      throw new ArithmeticException(
          "sums of at most " + most + " products each were given " + terms);
    }
  }

  /** Sums of the products that share a grid; many zeros are left out on the wire. */
  static final class Grid implements Serializable {
    private static final long serialVersionUID = 1L;

    /** A power of two. */
    private final double unit;

    private final int size;
    private long[] sums;

    /** The places of {@link #sums}, ascending; empty if they are 0, 1, 2, .. */
    private int[] places = {};

    private Grid(int exponent, int size) {
      this.unit = Math.scalb(1.0, exponent);
      this.size = size;
      this.sums = new long[size];
    }

    /** A factor in units of the grid. */
    double scaled(double factor) {
      return factor / unit;
    }

    /** The sums in units of the grid, to be added to. */
    long[] sums() {
      if (sums.length < size) {
        long[] all = new long[size];
        for (int k = 0; k < places.length; k++) {
          all[places[k]] = sums[k];
        }
        sums = all;
        places = new int[0];
      }
      return sums;
    }

    private void merge(Grid that) {
      long[] all = sums();
      if (that.sums.length == size) {
        for (int i = 0; i < size; i++) {
          all[i] += that.sums[i];
        }
        return;
      }
      for (int k = 0; k < that.places.length; k++) {
        all[that.places[k]] += that.sums[k];
      }
    }

    private void write(double[] into, int from, int to) {
      for (int i = from; i < to; i++) {
        into[i] += sums[i] * unit;
      }
    }

    private double value(int i) {
      int at = sums.length == size ? i : Arrays.binarySearch(places, i);
      return at < 0 ? 0 : sums[at] * unit;
    }

    private void pack() {
      int kept = 0;
      for (long sum : sums) {
        kept += sum == 0 ? 0 : 1;
      }
      if (sums.length < size
          || kept * (long) (Long.BYTES + Integer.BYTES) >= size * (long) Long.BYTES) {
        return;
      }
      long[] packed = new long[kept];
      places = new int[kept];
      int k = 0;
      for (int i = 0; i < size; i++) {
        if (sums[i] != 0) {
          places[k] = i;
          packed[k++] = sums[i];
        }
      }
      sums = packed;
    }
  }

  /** How many sums. */
  public int size() {
    return size;
  }

  /**
   * Whether products of a factor up to {@code most} and a value up to {@code largest} can be added:
   * they are finite, and not at the end of a double's range.
   */
  static boolean holds(double most, double largest) {
    return most <= MOST && most * largest <= MOST;
  }

  /**
   * The grid for products of a factor up to {@code most} and a value up to {@code largest}, no more
   * than {@code terms} for each sum.
   */
  Grid grid(double most, double largest, long terms) {
    count(terms);
    int exponent = Math.getExponent(most * Math.max(largest, LEAST_VALUE)) + 1;
    int above = Math.max(LEAST_EXPONENT, Math.floorDiv(exponent + STEP - 1, STEP) * STEP);
    return grids.computeIfAbsent(above, e -> new Grid(e - bits, size));
  }

  /** A product of a scaled factor, rounded once to a whole number of units. */
  static long cut(double scaled, double value) {
    return Double.doubleToRawLongBits(Math.fma(scaled, value, ROUNDING)) - ROUNDING_BITS;
  }

  /**
   * Adds {@code values[i]} to sum i, for every i; what is behind them is left out.
   *
   * @param largest that no value exceeds in magnitude
   */
  public void add(float[] values, double largest) {
    Grid grid = grid(1, largest, 1);
    double one = grid.scaled(1);
    long[] sums = grid.sums();
    for (int i = 0; i < size; i++) {
      sums[i] += cut(one, values[i]);
    }
  }

  /** Adds the sums of {@code that}, of the same size and terms; returns this. */
  public GridSums merge(GridSums that) {
    if (that.size != size || that.most != most) {
      throw new IllegalArgumentException(
          size + " sums of " + most + " and " + that.size + " of " + that.most + " do not merge");
    }
    count(that.terms);
    that.grids.forEach(
        (exponent, grid) ->
            grids.computeIfAbsent(exponent, e -> new Grid(e - bits, size)).merge(grid));
    return this;
  }

  /** Leaves out sums that are 0 where that saves bytes on the wire; returns this. */
  public GridSums packed() {
    grids.values().forEach(Grid::pack);
    return this;
  }

  /** Writes all sums to {@code into}. */
  public void write(double[] into) {
    Arrays.fill(into, 0, size, 0);
    for (Map.Entry<Integer, Grid> entry : grids.descendingMap().entrySet()) {
      Grid grid = entry.getValue();
      if (grid.sums.length == size) {
        Pieces.each(size, (from, to) -> grid.write(into, from, to));
      } else {
        for (int k = 0; k < grid.places.length; k++) {
          into[grid.places[k]] += grid.sums[k] * grid.unit;
        }
      }
    }
  }

  /** Sum {@code i}. */
  public double value(int i) {
    double sum = 0;
    for (Grid grid : grids.descendingMap().values()) {
      sum += grid.value(i);
    }
    return sum;
  }
}
