package dev.descent.math;

import java.util.Arrays;

/**
 * A vector by its entries that are not 0, to be filled again and again: places ascend, and a place
 * has one entry.
 */
public final class SparseVector {
  private static final int SHORT = 16;

  private int[] places = new int[SHORT];
  private double[] values = new double[SHORT];
  private int size;

  /** Takes all entries out. */
  public void clear() {
    size = 0;
  }

  /** How many entries. */
  public int size() {
    return size;
  }

  /** The place of entry {@code e}. */
  public int place(int e) {
    return places[e];
  }

  /** The value of entry {@code e}. */
  public double value(int e) {
    return values[e];
  }

  /** Puts another value in entry {@code e}. */
  public void set(int e, double value) {
    values[e] = value;
  }

  /**
   * Adds an entry behind all others, unless it is 0.
   *
   * @throws IllegalArgumentException if its place does not follow theirs
   */
  public void add(int place, double value) {
    if (value == 0) {
      return;
    }
    if (place < 0 || (size > 0 && place <= places[size - 1])) {
      throw new IllegalArgumentException(
          "places must ascend from 0, but "
              + place
              + (size > 0 ? " follows " + places[size - 1] : " is the first"));
    }
    append(place, value);
  }

  /** Adds to the value at a place, wherever that is; only for a few places behind all others. */
  public void addTo(int place, double value) {
    int at = size;
    while (at > 0 && places[at - 1] > place) {
      at--;
    }
    if (at > 0 && places[at - 1] == place) {
      values[at - 1] += value;
      if (values[at - 1] == 0) {
        remove(at - 1);
      }
    } else if (value != 0) {
      append(place, value);
      System.arraycopy(places, at, places, at + 1, size - 1 - at);
      System.arraycopy(values, at, values, at + 1, size - 1 - at);
      places[at] = place;
      values[at] = value;
    }
  }

  private void remove(int e) {
    size--;
    System.arraycopy(places, e + 1, places, e, size - e);
    System.arraycopy(values, e + 1, values, e, size - e);
  }

  private void append(int place, double value) {
    if (size == places.length) {
      places = Arrays.copyOf(places, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    places[size] = place;
    values[size++] = value;
  }

  /** Whether all values are finite. */
  public boolean isFinite() {
    boolean finite = true;
    for (int e = 0; e < size; e++) {
      finite &= Math.abs(values[e]) <= Double.MAX_VALUE;
    }
    return finite;
  }

  /** start + sum over its entries of x_place value, by fma in their order. */
  public double dot(double[] x, int offset, double start) {
    double sum = start;
    for (int e = 0; e < size; e++) {
      sum = Math.fma(x[offset + places[e]], values[e], sum);
    }
    return sum;
  }

  /** Writes all of it, zeros too, to {@code into}. */
  public void write(double[] into) {
    Arrays.fill(into, 0);
    for (int e = 0; e < size; e++) {
      into[places[e]] = values[e];
    }
  }
}
