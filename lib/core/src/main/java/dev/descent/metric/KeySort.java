package dev.descent.metric;

/**
 * Sorts keys, each with a tag, by a radix sort of their highest bits that differ, and the few keys
 * that agree in those among each other.
 */
final class KeySort {
  private static final int DIGIT_BITS = 11;
  private static final int DIGITS = 1 << DIGIT_BITS;

  /** So many bits beyond log2(n) that few of n random keys agree in all of them. */
  private static final int SPARE_BITS = 6;

  private static final int SMALL = 32;

  private final long[] keys;
  private final int[] tags;
  private long[] otherKeys = {};
  private int[] otherTags = {};

  private KeySort(long[] keys, int[] tags) {
    this.keys = keys;
    this.tags = tags;
  }

  /** Sorts the first {@code size} keys ascending, and moves their tags along. */
  static void sort(long[] keys, int[] tags, int size) {
    new KeySort(keys, tags).sort(0, size);
  }

  private void sort(int from, int to) {
    if (to - from <= SMALL) {
      insertion(from, to);
      return;
    }
    long differing = 0;
    for (int i = from + 1; i < to; i++) {
      differing |= keys[i] ^ keys[from];
    }
    int bits = Long.SIZE - Long.numberOfLeadingZeros(differing);
    int wanted =
        Math.min(bits, Integer.SIZE - Integer.numberOfLeadingZeros(to - from) + SPARE_BITS);
    int passes = (wanted + DIGIT_BITS - 1) / DIGIT_BITS;
    int shift = Math.max(0, bits - passes * DIGIT_BITS);
    for (int pass = 0; pass < passes; pass++) {
      pass(from, to, shift + pass * DIGIT_BITS);
    }
    if (shift > 0) {
      runs(from, to, shift);
    }
  }

  /** One stable pass by the digit above {@code shift}, through the other arrays and back. */
  private void pass(int from, int to, int shift) {
    int size = to - from;
    if (otherKeys.length < size) {
      otherKeys = new long[size];
      otherTags = new int[size];
    }
    int[] starts = new int[DIGITS + 1];
    for (int i = from; i < to; i++) {
      starts[digit(keys[i], shift) + 1]++;
    }
    for (int d = 0; d < DIGITS; d++) {
      starts[d + 1] += starts[d];
    }
    for (int i = from; i < to; i++) {
      int at = starts[digit(keys[i], shift)]++;
      otherKeys[at] = keys[i];
      otherTags[at] = tags[i];
    }
    System.arraycopy(otherKeys, 0, keys, from, size);
    System.arraycopy(otherTags, 0, tags, from, size);
  }

  /** Sorts the keys that agree in all bits from {@code shift} up. */
  private void runs(int from, int to, int shift) {
    int start = from;
    for (int i = from + 1; i <= to; i++) {
      if (i == to || keys[i] >> shift != keys[start] >> shift) {
        if (i - start > 1) {
          sort(start, i);
        }
        start = i;
      }
    }
  }

  private void insertion(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      long key = keys[i];
      int tag = tags[i];
      int j = i;
      for (; j > from && keys[j - 1] > key; j--) {
        keys[j] = keys[j - 1];
        tags[j] = tags[j - 1];
      }
      keys[j] = key;
      tags[j] = tag;
    }
  }

  /** The sign bit is turned so that negative keys come first. */
  private static int digit(long key, int shift) {
    return (int) ((key ^ Long.MIN_VALUE) >>> shift) & (DIGITS - 1);
  }
}
