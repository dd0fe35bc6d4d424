package dev.descent.math;

import java.util.Arrays;

/**
 * A sparse panel row by row (CSR): every row's columns and values, its columns ascending.
 *
 * <p>Products touch the entries of their rows and nothing else. A row's are added in four parts, by
 * their number modulo 4, each in their order, in double precision.
 *
 * <p>Values are float32 or float64, in one of two arrays; the other one is empty.
 */
public final class SparseRows extends SparsePanel {
  private static final long serialVersionUID = 1L;

  private final int[] starts;
  private final int[] places;
  private final float[] singles;
  private final double[] doubles;

  SparseRows(int columns, Entries entries, float[] singles, double[] doubles) {
    super(columns, doubles.length == 0, largest(singles, doubles));
    this.starts = entries.starts();
    this.places = entries.places();
    this.singles = singles;
    this.doubles = doubles;
    int last = starts[starts.length - 1];
    if (starts[0] != 0 || last != places.length) {
      throw new IllegalArgumentException(
          places.length + " places do not fit starts that end at " + last);
    }
    int values = singles.length + doubles.length;
    if (values != last) {
      throw new IllegalArgumentException(last + " places, but " + values + " values");
    }
    requireInside();
  }

  private static double largest(float[] singles, double[] doubles) {
    double largest = 0;
    for (float value : singles) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (double value : doubles) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  private void requireInside() {
    for (int i = 0; i < rows(); i++) {
      int before = -1;
      for (int e = starts[i]; e < starts[i + 1]; e++) {
        if (places[e] <= before || places[e] >= columns()) {
          throw new IllegalArgumentException(
              "places of row "
                  + i
                  + " must ascend from 0 to "
                  + (columns() - 1)
                  + ", but "
                  + places[e]
                  + " follows "
                  + before);
        }
        before = places[e];
      }
    }
  }

  @Override
  public SparseRows byRows() {
    return this;
  }

  @Override
  public SparseColumns byColumns() {
    return SparseColumns.of(this);
  }

  @Override
  public int rows() {
    return starts.length - 1;
  }

  @Override
  public int entries() {
    return places.length;
  }

  @Override
  public long bytes() {
    return (long) Integer.BYTES * (starts.length + places.length)
        + (long) Float.BYTES * singles.length
        + (long) Double.BYTES * doubles.length;
  }

  /** The entries of row {@code i}, one after the other. */
  public void forEach(int i, EntryConsumer consumer) {
    for (int e = starts[i]; e < starts[i + 1]; e++) {
      consumer.accept(places[e], isSingle() ? singles[e] : doubles[e]);
    }
  }

  /** Takes the entries of a row. */
  @FunctionalInterface
  public interface EntryConsumer {
    /** The next one. */
    void accept(int place, double value);
  }

  @Override
  void multiply(int from, int rows, SparseFactor x, double[] y, int offset) {
    if (isSingle()) {
      multiplySingles(from, rows, x.values(), x.from(), y, offset);
    } else {
      multiplyDoubles(from, rows, x.values(), x.from(), y, offset);
    }
  }

  private void multiplySingles(
      int from, int rows, double[] x, int xOffset, double[] y, int yOffset) {
    int[] at = places;
    float[] values = singles;
    for (int i = 0; i < rows; i++) {
      int e = starts[from + i];
      int end = starts[from + i + 1];
      double sum0 = 0;
      double sum1 = 0;
      double sum2 = 0;
      double sum3 = 0;
      for (; e < end - 3; e += 4) {
        sum0 += x[xOffset + at[e]] * values[e];
        sum1 += x[xOffset + at[e + 1]] * values[e + 1];
        sum2 += x[xOffset + at[e + 2]] * values[e + 2];
        sum3 += x[xOffset + at[e + 3]] * values[e + 3];
      }
      for (; e < end; e++) {
        sum0 += x[xOffset + at[e]] * values[e];
      }
      y[yOffset + i] += (sum0 + sum1) + (sum2 + sum3);
    }
  }

  private void multiplyDoubles(
      int from, int rows, double[] x, int xOffset, double[] y, int yOffset) {
    int[] at = places;
    double[] values = doubles;
    for (int i = 0; i < rows; i++) {
      int e = starts[from + i];
      int end = starts[from + i + 1];
      double sum0 = 0;
      double sum1 = 0;
      double sum2 = 0;
      double sum3 = 0;
      for (; e < end - 3; e += 4) {
        sum0 += x[xOffset + at[e]] * values[e];
        sum1 += x[xOffset + at[e + 1]] * values[e + 1];
        sum2 += x[xOffset + at[e + 2]] * values[e + 2];
        sum3 += x[xOffset + at[e + 3]] * values[e + 3];
      }
      for (; e < end; e++) {
        sum0 += x[xOffset + at[e]] * values[e];
      }
      y[yOffset + i] += (sum0 + sum1) + (sum2 + sum3);
    }
  }

  @Override
  void addTransposed(int from, double[] r, long[][] sums) {
    for (int i = 0; i < r.length; i++) {
      int start = starts[from + i];
      int end = starts[from + i + 1];
      if (sums.length == 1) {
        add(start, end, r[i], sums[0]);
      } else {
        add(start, end, r[i], sums);
      }
    }
  }

  private void add(int start, int end, double factor, long[] sums) {
    int[] at = places;
    if (isSingle()) {
      float[] values = singles;
      for (int e = start; e < end; e++) {
        sums[at[e]] += GridSums.cut(factor, values[e]);
      }
      return;
    }
    double[] values = doubles;
    for (int e = start; e < end; e++) {
      sums[at[e]] += GridSums.cut(factor, values[e]);
    }
  }

  private void add(int start, int end, double factor, long[][] sums) {
    int[] at = places;
    if (isSingle()) {
      float[] values = singles;
      for (int e = start; e < end; e++) {
        sums[Parts.part(at[e])][Parts.place(at[e])] += GridSums.cut(factor, values[e]);
      }
      return;
    }
    double[] values = doubles;
    for (int e = start; e < end; e++) {
      sums[Parts.part(at[e])][Parts.place(at[e])] += GridSums.cut(factor, values[e]);
    }
  }

  /** The row of every entry. */
  int[] rowsOfEntries() {
    int[] rows = new int[places.length];
    for (int i = 0; i < rows(); i++) {
      Arrays.fill(rows, starts[i], starts[i + 1], i);
    }
    return rows;
  }

  int[] places() {
    return places;
  }

  float[] singles() {
    return singles;
  }

  double[] doubles() {
    return doubles;
  }
}
