package dev.descent.math;

/**
 * The numbers of entries, sorted by the place of each: by one digit of the place after the other,
 * the lowest first, so that entries of one place keep their order.
 */
final class PlaceKeys {
  private static final int DIGIT_BITS = 9;
  private static final int DIGITS = 1 << DIGIT_BITS;

  /** A place, then a number. */
  private long[] keys;

  private long[] others;
  private int size;

  /** Of none, with room for {@code capacity}. */
  PlaceKeys(int capacity) {
    keys = new long[capacity];
    others = new long[capacity];
  }

  boolean isFull() {
    return size == keys.length;
  }

  int size() {
    return size;
  }

  /** Adds the place of the next entry. */
  void add(int place) {
    keys[size] = ((long) place << Integer.SIZE) | size;
    size++;
  }

  void clear() {
    size = 0;
  }

  /** The place that is number {@code k} in their order. */
  int place(int k) {
    return (int) (keys[k] >>> Integer.SIZE);
  }

  /** The number of the entry there. */
  int number(int k) {
    return (int) keys[k];
  }

  /** Sorts by all but the {@code low} lowest bits of the places, which are below {@code most}. */
  void sort(int low, int most) {
    for (int shift = low; (most - 1) >>> shift > 0; shift += DIGIT_BITS) {
      pass(Integer.SIZE + shift);
    }
  }

  private void pass(int shift) {
    int[] next = new int[DIGITS + 1];
    for (int k = 0; k < size; k++) {
      next[digit(keys[k], shift) + 1]++;
    }
    for (int digit = 0; digit < DIGITS; digit++) {
      next[digit + 1] += next[digit];
    }
    for (int k = 0; k < size; k++) {
      others[next[digit(keys[k], shift)]++] = keys[k];
    }
    long[] sorted = others;
    others = keys;
    keys = sorted;
  }

  private static int digit(long key, int shift) {
    return (int) (key >>> shift) & (DIGITS - 1);
  }
}
