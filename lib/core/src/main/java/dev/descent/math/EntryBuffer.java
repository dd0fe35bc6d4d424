package dev.descent.math;

/**
 * Entries of sparse rows that wait to be added to sums of their columns: in the order of rows every
 * one of them would miss the caches where there are many columns, so they are sorted by column
 * first.
 */
final class EntryBuffer {
  /** With keys, twice, 16 MB. */
  private static final int MOST = 1 << 19;

  /** Takes the entries, column after column. */
  @FunctionalInterface
  interface Consumer {
    /** The next one. */
    void accept(int place, double value, double weight);
  }

  private final Consumer consumer;
  private final int columns;
  private final PlaceKeys keys;
  private final double[] values;
  private final double[] weights;

  /** For places below {@code columns}. */
  EntryBuffer(int columns, Consumer consumer) {
    this.consumer = consumer;
    this.columns = columns;
    int capacity = (int) Math.min(MOST, 2L * columns);
    keys = new PlaceKeys(capacity);
    values = new double[capacity];
    weights = new double[capacity];
  }

  /** Adds an entry. */
  void add(int place, double value, double weight) {
    if (keys.isFull()) {
      flush();
    }
    values[keys.size()] = value;
    weights[keys.size()] = weight;
    keys.add(place);
  }

  /** Hands all entries that wait to the consumer. */
  void flush() {
    keys.sort(0, columns);
    for (int k = 0; k < keys.size(); k++) {
      int e = keys.number(k);
      consumer.accept(keys.place(k), values[e], weights[e]);
    }
    keys.clear();
  }
}
