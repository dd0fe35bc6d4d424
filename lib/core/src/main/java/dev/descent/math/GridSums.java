package dev.descent.math;

import java.io.Serializable;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Vectors of sums of products, each rounded to a multiple of a power of two before it is added:
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

  private final int vectors;
  private final int length;
  private final long most;
  private final int bits;
  private long terms;

  /** By the exponent of the power that products are below. */
  private final TreeMap<Integer, Grid> grids = new TreeMap<>();

  /** One vector of {@code length} sums of no more than {@code most} products each. */
  public GridSums(int length, long most) {
    this(1, length, most);
  }

  /**
   * {@code vectors} of {@code length} sums of no more than {@code most} products each; all sums are
   * numbered one vector after the other.
   */
  public GridSums(int vectors, int length, long most) {
    if (vectors < 1 || length < 0 || most < 1 || most > MOST_TERMS) {
      throw new IllegalArgumentException(
          "vectors must be >= 1, length >= 0 and products from 1 to 2^40, but were "
              + vectors
              + ", "
              + length
              + ", "
              + most);
    }
    Math.multiplyExact(vectors, length);
    this.vectors = vectors;
    this.length = length;
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

    private final double unitsPerOne;
    private final int length;

    /** Each vector as {@link Parts}, after {@link #pack} without what is behind it, or none. */
    private long[][][] sums;

    /** Of all sums that are not 0 while packed: their numbers, ascending, and they themselves. */
    private int[] packedNumbers = {};

    private long[] packedSums = {};

    private Grid(int exponent, int vectors, int length) {
      this.unit = Math.scalb(1.0, exponent);
      this.unitsPerOne = Math.scalb(1.0, -exponent);
      this.length = length;
      this.sums = zeros(vectors, length);
    }

    private static long[][][] zeros(int vectors, int length) {
      return IntStream.range(0, vectors)
          .mapToObj(k -> Parts.zeros(length))
          .toArray(long[][][]::new);
    }

    /** A factor in units of the grid. */
    double scaled(double factor) {
      return factor * unitsPerOne;
    }

    /** The sums of vector {@code k} in units of the grid, to be added to. */
    long[][] sums(int k) {
      return sums[k];
    }

    private boolean isPacked() {
      return sums.length == 0;
    }

    private void unpack(int vectors) {
      for (long[][] vector : sums) {
        Parts.pad(vector, length);
      }
      if (isPacked()) {
        sums = zeros(vectors, length);
        addPacked(this);
        packedNumbers = new int[0];
        packedSums = new long[0];
      }
    }

    private void addPacked(Grid that) {
      for (int i = 0; i < that.packedNumbers.length; i++) {
        int number = that.packedNumbers[i];
        int j = number % length;
        sums[number / length][Parts.part(j)][Parts.place(j)] += that.packedSums[i];
      }
    }

    private void merge(Grid that) {
      if (that.isPacked()) {
        addPacked(that);
        return;
      }
      for (int k = 0; k < sums.length; k++) {
        for (int p = 0; p < sums[k].length; p++) {
          add(that.sums[k][p], sums[k][p]);
        }
      }
    }

    private static void add(long[] part, long[] into) {
      for (int j = 0; j < Math.min(part.length, into.length); j++) {
        into[j] += part[j];
      }
    }

    private void write(int k, double[] into, int from, int to) {
      // Pieces of vectors do not go across their parts.
      long[] part = sums[k][Parts.part(from)];
      int first = Parts.place(from);
      int start = k * length + from;
      for (int j = 0; j < to - from; j++) {
        into[start + j] += part[first + j] * unit;
      }
    }

    private double value(int number) {
      if (isPacked()) {
        int at = Arrays.binarySearch(packedNumbers, number);
        return at < 0 ? 0 : packedSums[at] * unit;
      }
      int j = number % length;
      return sums[number / length][Parts.part(j)][Parts.place(j)] * unit;
    }

    private void pack() {
      int kept = 0;
      for (long[][] vector : sums) {
        for (long[] part : vector) {
          for (long sum : part) {
            kept += sum == 0 ? 0 : 1;
          }
        }
      }
      long size = sums.length * (long) length;
      if (isPacked() || kept * (long) (Long.BYTES + Integer.BYTES) >= size * Long.BYTES) {
        for (long[][] vector : sums) {
          Parts.trim(vector, length);
        }
        return;
      }
      packedNumbers = new int[kept];
      packedSums = new long[kept];
      int at = 0;
      for (int k = 0; k < sums.length; k++) {
        for (int j = 0; j < length; j++) {
          long sum = sums[k][Parts.part(j)][Parts.place(j)];
          if (sum != 0) {
            packedNumbers[at] = k * length + j;
            packedSums[at++] = sum;
          }
        }
      }
      sums = new long[0][][];
    }
  }

  /** How many sums, of all vectors. */
  public int size() {
    return vectors * length;
  }

  /** As many sums of as many products, of none yet. */
  public GridSums empty() {
    return new GridSums(vectors, length, most);
  }

  /** Refuses to be other than {@code others} vectors of {@code size} sums. */
  void require(int others, int size) {
    if (vectors != others || length != size) {
      throw new IllegalArgumentException(
          vectors + " vectors of " + length + " sums are not " + others + " of " + size);
    }
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
    Grid grid = grids.computeIfAbsent(above, e -> new Grid(e - bits, vectors, length));
    grid.unpack(vectors);
    return grid;
  }

  /** A product of a scaled factor, rounded once to a whole number of units. */
  static long cut(double scaled, double value) {
    return units(rounded(scaled, value));
  }

  /** A product of a scaled factor, rounded so that {@link #units} tells the whole number. */
  static double rounded(double scaled, double value) {
    return Math.fma(scaled, value, ROUNDING);
  }

  /** The units of what {@link #rounded} returns. */
  static long units(double rounded) {
    return Double.doubleToRawLongBits(rounded) - ROUNDING_BITS;
  }

  /**
   * Adds {@code values[i]} to sum i, for every i; what is behind them is left out.
   *
   * @param largest that no value exceeds in magnitude
   */
  public void add(float[] values, double largest) {
    Grid grid = grid(1, largest, 1);
    double one = grid.scaled(1);
    for (int k = 0; k < vectors; k++) {
      for (int p = 0; p < grid.sums[k].length; p++) {
        int start = p * Parts.SIZE;
        int count = Math.min(Parts.SIZE, length - start);
        add(values, k * length + start, one, grid.sums[k][p], count);
      }
    }
  }

  private static void add(float[] values, int from, double one, long[] sums, int count) {
    for (int j = 0; j < count; j++) {
      sums[j] += cut(one, values[from + j]);
    }
  }

  /** Adds the sums of {@code that}, as many and of as many terms; returns this. */
  public GridSums merge(GridSums that) {
    that.require(vectors, length);
    if (that.most != most) {
      throw new IllegalArgumentException(
          "sums of " + most + " and of " + that.most + " products do not merge");
    }
    count(that.terms);
    that.grids.forEach(
        (exponent, grid) -> {
          Grid own = grids.computeIfAbsent(exponent, e -> new Grid(e - bits, vectors, length));
          own.unpack(vectors);
          own.merge(grid);
        });
    return this;
  }

  /** Leaves out sums that are 0 where that saves bytes on the wire; returns this. */
  public GridSums packed() {
    grids.values().forEach(Grid::pack);
    return this;
  }

  /** Writes all sums to {@code into}. */
  public void write(double[] into) {
    Arrays.fill(into, 0, size(), 0);
    for (Grid grid : grids.descendingMap().values()) {
      if (grid.isPacked()) {
        for (int i = 0; i < grid.packedSums.length; i++) {
          into[grid.packedNumbers[i]] += grid.packedSums[i] * grid.unit;
        }
        continue;
      }
      for (int k = 0; k < vectors; k++) {
        int vector = k;
        Pieces.each(length, (from, to) -> grid.write(vector, into, from, to));
      }
    }
  }

  /** Sum {@code i} of all. */
  public double value(int i) {
    double sum = 0;
    for (Grid grid : grids.descendingMap().values()) {
      sum += grid.value(i);
    }
    return sum;
  }
}
