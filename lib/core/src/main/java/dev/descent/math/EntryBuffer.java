package dev.descent.math;

/**
 * Entries of sparse rows that wait to be added to sums of their columns: in the order of rows every
 * one of them would miss the caches where there are many columns, so they are dealt to ranges of
 * neighbouring columns first.
 */
final class EntryBuffer {
  /** With their copies 20 MB. */
  private static final int MOST = 1 << 19;

  private static final int RANGES = 1 << 10;

  /** Takes the entries, range after range. */
  @FunctionalInterface
  interface Consumer {
    /** The next one. */
    void accept(int place, double value, double weight);
  }

  private final Consumer consumer;

  /** The place of an entry without these low bits is its range. */
  private final int shift;

  private final Entries waiting;
  private final Entries dealt;
  private int size;

  /** For places below {@code columns}. */
  EntryBuffer(int columns, Consumer consumer) {
    this.consumer = consumer;
    this.shift = Integer.SIZE - Integer.numberOfLeadingZeros(columns / RANGES);
    int capacity = (int) Math.min(MOST, 2L * columns);
    waiting = new Entries(capacity);
    dealt = new Entries(capacity);
  }

  /** Columns, one after the other. */
  private static final class Entries {
    final int[] places;
    final double[] values;
    final double[] weights;

    Entries(int capacity) {
      places = new int[capacity];
      values = new double[capacity];
      weights = new double[capacity];
    }

    void set(int at, int place, double value, double weight) {
      places[at] = place;
      values[at] = value;
      weights[at] = weight;
    }
  }

  /** Adds an entry. */
  void add(int place, double value, double weight) {
    if (size == waiting.places.length) {
      flush();
    }
    waiting.set(size++, place, value, weight);
  }

  /** Hands all entries that wait to the consumer. */
  void flush() {
    int[] ends = new int[RANGES + 1];
    for (int e = 0; e < size; e++) {
      ends[(waiting.places[e] >>> shift) + 1]++;
    }
    for (int range = 0; range < RANGES; range++) {
      ends[range + 1] += ends[range];
    }
    for (int e = 0; e < size; e++) {
      int at = ends[waiting.places[e] >>> shift]++;
      dealt.set(at, waiting.places[e], waiting.values[e], waiting.weights[e]);
    }
    for (int e = 0; e < size; e++) {
      consumer.accept(dealt.places[e], dealt.values[e], dealt.weights[e]);
    }
    size = 0;
  }
}
