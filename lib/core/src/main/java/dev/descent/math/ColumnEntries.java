package dev.descent.math;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The entries of {@link SparseColumns} in their order, and the loops over some of them: one class
 * each for values of float32, values of float64, and one value that all entries have.
 *
 * <p>Features that tell of one thing among many (categories, words, hashes) have that one value;
 * kept once it takes half of the memory of float32 values, and products two thirds of their time.
 */
abstract sealed class ColumnEntries implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Of each entry, the place of its column in its part. */
  final char[] columnOf;

  /** Of each entry, its row. */
  final char[] rowOf;

  private ColumnEntries(char[] columnOf, char[] rowOf) {
    this.columnOf = columnOf;
    this.rowOf = rowOf;
  }

  /** With float32 values [entries]. */
  static ColumnEntries of(char[] columnOf, char[] rowOf, float[] values) {
    if (values.length > 0 && areEqual(values)) {
      return new Equal(columnOf, rowOf, values[0]);
    }
    return new Singles(columnOf, rowOf, values);
  }

  /** With float64 values [entries]. */
  static ColumnEntries of(char[] columnOf, char[] rowOf, double[] values) {
    if (values.length > 0 && areEqual(values)) {
      return new Equal(columnOf, rowOf, values[0]);
    }
    return new Doubles(columnOf, rowOf, values);
  }

  /** Whether all values have the same bits. */
  private static boolean areEqual(float[] values) {
    return Arrays.equals(values, 1, values.length, values, 0, values.length - 1);
  }

  private static boolean areEqual(double[] values) {
    return Arrays.equals(values, 1, values.length, values, 0, values.length - 1);
  }

  final int count() {
    return rowOf.length;
  }

  /** About how many bytes they hold in memory. */
  final long bytes() {
    return 2L * Character.BYTES * count() + valueBytes();
  }

  abstract long valueBytes();

  /** The value of entry {@code e}. */
  abstract double value(int e);

  /** y_i += a_ij x_j for the entries {@code from} to {@code to} (excluded), one after the other. */
  abstract void multiply(int from, int to, double[] x, double[] y);

  /** y_i += a_ij x for the entries {@code from} to {@code to} (excluded) of one column j. */
  abstract void multiplyColumn(int from, int to, double x, double[] y);

  /** Makes of factors {@code r} [rows], in units of a grid, what the sums below take: in place. */
  abstract void prepare(double[] r);

  /** Adds the products of {@code r} and the entries to sum j, each cut to whole units. */
  abstract void add(int from, int to, double[] r, long[] sums);

  /** The sum of the products of {@code r} and the entries, each cut to whole units. */
  abstract long sum(int from, int to, double[] r);

  /** Values of float32. */
  private static final class Singles extends ColumnEntries {
    private static final long serialVersionUID = 1L;

    private final float[] values;

    private Singles(char[] columnOf, char[] rowOf, float[] values) {
      super(columnOf, rowOf);
      this.values = values;
    }

    @Override
    long valueBytes() {
      return (long) Float.BYTES * values.length;
    }

    @Override
    double value(int e) {
      return values[e];
    }

    @Override
    void multiply(int from, int to, double[] x, double[] y) {
      for (int e = from; e < to; e++) {
        double factor = x[Parts.inside(columnOf[e], x.length)];
        int i = rowOf[e];
        y[i] = Math.fma(factor, values[e], y[i]);
      }
    }

    /** Rows of a column differ, so four of them need not wait for each other. */
    @Override
    void multiplyColumn(int from, int to, double x, double[] y) {
      int e = from;
      for (; e < to - 3; e += 4) {
        int i0 = rowOf[e];
        int i1 = rowOf[e + 1];
        int i2 = rowOf[e + 2];
        int i3 = rowOf[e + 3];
        double y0 = Math.fma(x, values[e], y[i0]);
        double y1 = Math.fma(x, values[e + 1], y[i1]);
        double y2 = Math.fma(x, values[e + 2], y[i2]);
        double y3 = Math.fma(x, values[e + 3], y[i3]);
        y[i0] = y0;
        y[i1] = y1;
        y[i2] = y2;
        y[i3] = y3;
      }
      for (; e < to; e++) {
        int i = rowOf[e];
        y[i] = Math.fma(x, values[e], y[i]);
      }
    }

    @Override
    void prepare(double[] r) {}

    @Override
    void add(int from, int to, double[] r, long[] sums) {
      for (int e = from; e < to; e++) {
        long units = GridSums.cut(r[rowOf[e]], values[e]);
        sums[Parts.inside(columnOf[e], sums.length)] += units;
      }
    }

    @Override
    long sum(int from, int to, double[] r) {
      long sum = 0;
      for (int e = from; e < to; e++) {
        sum += GridSums.cut(r[rowOf[e]], values[e]);
      }
      return sum;
    }
  }

  /** Values of float64. */
  private static final class Doubles extends ColumnEntries {
    private static final long serialVersionUID = 1L;

    private final double[] values;

    private Doubles(char[] columnOf, char[] rowOf, double[] values) {
      super(columnOf, rowOf);
      this.values = values;
    }

    @Override
    long valueBytes() {
      return (long) Double.BYTES * values.length;
    }

    @Override
    double value(int e) {
      return values[e];
    }

    @Override
    void multiply(int from, int to, double[] x, double[] y) {
      for (int e = from; e < to; e++) {
        double factor = x[Parts.inside(columnOf[e], x.length)];
        int i = rowOf[e];
        y[i] = Math.fma(factor, values[e], y[i]);
      }
    }

    @Override
    void multiplyColumn(int from, int to, double x, double[] y) {
      for (int e = from; e < to; e++) {
        int i = rowOf[e];
        y[i] = Math.fma(x, values[e], y[i]);
      }
    }

    @Override
    void prepare(double[] r) {}

    @Override
    void add(int from, int to, double[] r, long[] sums) {
      for (int e = from; e < to; e++) {
        long units = GridSums.cut(r[rowOf[e]], values[e]);
        sums[Parts.inside(columnOf[e], sums.length)] += units;
      }
    }

    @Override
    long sum(int from, int to, double[] r) {
      long sum = 0;
      for (int e = from; e < to; e++) {
        sum += GridSums.cut(r[rowOf[e]], values[e]);
      }
      return sum;
    }
  }

  /** One value, so that a row's product with it is rounded once for all of its entries. */
  private static final class Equal extends ColumnEntries {
    private static final long serialVersionUID = 1L;

    private final double value;

    private Equal(char[] columnOf, char[] rowOf, double value) {
      super(columnOf, rowOf);
      this.value = value;
    }

    @Override
    long valueBytes() {
      return Double.BYTES;
    }

    @Override
    double value(int e) {
      return value;
    }

    @Override
    void multiply(int from, int to, double[] x, double[] y) {
      for (int e = from; e < to; e++) {
        double factor = x[Parts.inside(columnOf[e], x.length)];
        int i = rowOf[e];
        y[i] = Math.fma(factor, value, y[i]);
      }
    }

    @Override
    void multiplyColumn(int from, int to, double x, double[] y) {
      int e = from;
      for (; e < to - 3; e += 4) {
        int i0 = rowOf[e];
        int i1 = rowOf[e + 1];
        int i2 = rowOf[e + 2];
        int i3 = rowOf[e + 3];
        double y0 = Math.fma(x, value, y[i0]);
        double y1 = Math.fma(x, value, y[i1]);
        double y2 = Math.fma(x, value, y[i2]);
        double y3 = Math.fma(x, value, y[i3]);
        y[i0] = y0;
        y[i1] = y1;
        y[i2] = y2;
        y[i3] = y3;
      }
      for (; e < to; e++) {
        int i = rowOf[e];
        y[i] = Math.fma(x, value, y[i]);
      }
    }

    @Override
    void prepare(double[] r) {
      for (int i = 0; i < r.length; i++) {
        r[i] = GridSums.rounded(r[i], value);
      }
    }

    @Override
    void add(int from, int to, double[] r, long[] sums) {
      for (int e = from; e < to; e++) {
        long units = GridSums.units(r[rowOf[e]]);
        sums[Parts.inside(columnOf[e], sums.length)] += units;
      }
    }

    @Override
    long sum(int from, int to, double[] r) {
      long sum = 0;
      for (int e = from; e < to; e++) {
        sum += GridSums.units(r[rowOf[e]]);
      }
      return sum;
    }
  }
}
