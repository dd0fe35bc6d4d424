package dev.descent.math;

import java.io.Serializable;

/**
 * A matrix [rows x columns] of which only the entries that are not 0 are kept, row by row (CSR):
 * those of row i are the numbers {@code starts[i]} to {@code starts[i + 1]} (excluded) of places
 * and values, their places ascending.
 *
 * <p>Values are float32 or float64, in one of two arrays; the other one is empty.
 */
public final class SparsePanel implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final float[] NO_SINGLES = {};
  private static final double[] NO_DOUBLES = {};

  private final int columns;
  private final int[] starts;
  private final int[] places;
  private final float[] singles;
  private final double[] doubles;
  private final double largest;

  private SparsePanel(int columns, Entries entries, float[] singles, double[] doubles) {
    int last = entries.starts[entries.starts.length - 1];
    if (entries.starts[0] != 0 || last != entries.places.length) {
      throw new IllegalArgumentException(
          entries.places.length + " places do not fit starts that end at " + last);
    }
    if (singles.length + doubles.length != last) {
      throw new IllegalArgumentException(
          last + " places, but " + (singles.length + doubles.length) + " values");
    }
    this.columns = columns;
    this.starts = entries.starts;
    this.places = entries.places;
    this.singles = singles;
    this.doubles = doubles;
    requireInside();
    this.largest = largest(singles, doubles);
  }

  /**
   * Where the entries stand.
   *
   * @param starts [rows + 1] from 0 on
   * @param places [entries] the column of each, ascending within a row
   */
  public record Entries(int[] starts, int[] places) {}

  /** With float32 values [entries]. */
  public static SparsePanel of(int columns, Entries entries, float[] values) {
    return new SparsePanel(columns, entries, values, NO_DOUBLES);
  }

  /** With float64 values [entries]. */
  public static SparsePanel of(int columns, Entries entries, double[] values) {
    return new SparsePanel(columns, entries, NO_SINGLES, values);
  }

  private void requireInside() {
    for (int i = 0; i < rows(); i++) {
      int before = -1;
      for (int e = starts[i]; e < starts[i + 1]; e++) {
        if (places[e] <= before || places[e] >= columns) {
          throw new IllegalArgumentException(
              "places of row "
                  + i
                  + " must ascend from 0 to "
                  + (columns - 1)
                  + ", but "
                  + places[e]
                  + " follows "
                  + before);
        }
        before = places[e];
      }
    }
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

  /** How many rows. */
  public int rows() {
    return starts.length - 1;
  }

  /** How many columns. */
  public int columns() {
    return columns;
  }

  /** How many entries are kept. */
  public int entries() {
    return places.length;
  }

  /** Whether values are float32. */
  public boolean isSingle() {
    return doubles.length == 0;
  }

  /** The largest absolute value; NaN if an entry is. */
  public double largest() {
    return largest;
  }

  /** About how many bytes it holds in memory. */
  public long bytes() {
    return 4L * (starts.length + places.length + singles.length) + 8L * doubles.length;
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

  /** The rows {@code from} to {@code from + rows} (excluded). */
  public SparseSlice slice(int from, int rows) {
    return new SparseSlice(this, from, rows);
  }

  int[] starts() {
    return starts;
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
