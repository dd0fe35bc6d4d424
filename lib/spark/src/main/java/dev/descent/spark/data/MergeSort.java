package dev.descent.spark.data;

import java.util.Arrays;

/** Sorts longs by a comparison of one's own, without boxing them. */
final class MergeSort {
  private static final int SHORT = 16;

  private MergeSort() {}

  /** A comparison of two longs: negative, zero or positive. */
  @FunctionalInterface
  interface Comparison {
    int compare(long a, long b);
  }

  /** Sorts [from, to) of {@code values}. */
  static void sort(long[] values, int from, int to, Comparison by) {
    long[] sorted = Arrays.copyOfRange(values, from, to);
    sort(sorted.clone(), sorted, 0, sorted.length, by);
    System.arraycopy(sorted, 0, values, from, sorted.length);
  }

  /** Sorts [from, to) of {@code into}; {@code source} holds the same values there. */
  private static void sort(long[] source, long[] into, int from, int to, Comparison by) {
    if (to - from <= SHORT) {
      insertion(into, from, to, by);
      return;
    }
    int middle = (from + to) >>> 1;
    sort(into, source, from, middle, by);
    sort(into, source, middle, to, by);
    int a = from;
    int b = middle;
    for (int i = from; i < to; i++) {
      boolean left = b >= to || (a < middle && by.compare(source[a], source[b]) <= 0);
      into[i] = left ? source[a++] : source[b++];
    }
  }

  private static void insertion(long[] values, int from, int to, Comparison by) {
    for (int i = from + 1; i < to; i++) {
      long value = values[i];
      int j = i;
      for (; j > from && by.compare(values[j - 1], value) > 0; j--) {
        values[j] = values[j - 1];
      }
      values[j] = value;
    }
  }
}
