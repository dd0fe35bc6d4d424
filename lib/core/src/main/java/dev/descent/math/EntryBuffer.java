package dev.descent.math;

/**
 * Entries of sparse rows that wait to be added to sums of their columns: in the order of rows every
 * one of them would miss the caches where there are many columns, so they are sorted by column
 * first.
 */
final class EntryBuffer {
  /** With keys, twice, 16 MB. */
  private static final int MOST = 1 << 19;

  private static final int DIGIT_BITS = 9;
  private static final int DIGITS = 1 << DIGIT_BITS;

  /** Takes the entries, column after column. */
  @FunctionalInterface
  interface Consumer {
    /** The next one. */
    void accept(int place, double value, double weight);
  }

  private final Consumer consumer;
  private final int columns;

  /** The place of an entry, then its number. */
  private long[] keys;

  private long[] sorted;
  private final double[] values;
  private final double[] weights;
  private int size;

  /** For places below {@code columns}. */
  EntryBuffer(int columns, Consumer consumer) {
    this.consumer = consumer;
    this.columns = columns;
    int capacity = (int) Math.min(MOST, 2L * columns);
    keys = new long[capacity];
    sorted = new long[capacity];
    values = new double[capacity];
    weights = new double[capacity];
  }

  /** Adds an entry. */
  void add(int place, double value, double weight) {
    if (size == keys.length) {
      flush();
    }
    keys[size] = ((long) place << Integer.SIZE) | size;
    values[size] = value;
    weights[size++] = weight;
  }

  /** Hands all entries that wait to the consumer. */
  void flush() {
    for (int shift = 0; (columns - 1) >>> shift > 0; shift += DIGIT_BITS) {
      sort(Integer.SIZE + shift);
    }
    for (int k = 0; k < size; k++) {
      int e = (int) keys[k];
      consumer.accept((int) (keys[k] >>> Integer.SIZE), values[e], weights[e]);
    }
    size = 0;
  }

  /** By one digit, those with the same digit in their order. */
  private void sort(int shift) {
    int[] next = new int[DIGITS + 1];
    for (int k = 0; k < size; k++) {
      next[digit(keys[k], shift) + 1]++;
    }
    for (int digit = 0; digit < DIGITS; digit++) {
      next[digit + 1] += next[digit];
    }
    for (int k = 0; k < size; k++) {
      sorted[next[digit(keys[k], shift)]++] = keys[k];
    }
    long[] before = keys;
    keys = sorted;
    sorted = before;
  }

  private static int digit(long key, int shift) {
    return (int) (key >>> shift) & (DIGITS - 1);
  }
}
