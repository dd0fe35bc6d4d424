package dev.descent.spark.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The training rows with the least hashes, some numbers of each: a sample that is the same for any
 * order of the rows. Rows with equal hashes count once. Mergeable.
 */
final class HashSample implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int MOST_ROWS = 2000;
  private static final int FEWEST_ROWS = 100;
  private static final int MOST_NUMBERS = 1 << 22;

  private final int most;

  /** By the hash, so that its order as a signed number is that as an unsigned one. */
  private final TreeMap<Long, double[]> rows = new TreeMap<>();

  HashSample(int most) {
    this.most = most;
  }

  /** How many rows to keep where each has {@code numbers} numbers. */
  static int rowsFor(int numbers) {
    return Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, MOST_NUMBERS / Math.max(1, numbers)));
  }

  /** Adds rows, of each the numbers at {@code places}; returns this. */
  HashSample add(RowScan scan, int[] places) {
    while (scan.next()) {
      if (scan.side() == Side.TRAIN && scan.weight() > 0) {
        long key = scan.hash() ^ Long.MIN_VALUE;
        if (rows.size() < most || key <= rows.lastKey()) {
          double[] raw = scan.raw();
          add(key, Arrays.stream(places).mapToDouble(place -> raw[place] + 0.0).toArray());
        }
      }
    }
    return this;
  }

  /** Of two rows with one hash, which a key may give them, the lesser one stays. */
  private void add(long key, double[] values) {
    rows.merge(key, values, (a, b) -> Arrays.compare(a, b) <= 0 ? a : b);
    if (rows.size() > most) {
      rows.pollLastEntry();
    }
  }

  /** Adds the rows of {@code that}; returns this. */
  HashSample merge(HashSample that) {
    for (Map.Entry<Long, double[]> row : that.rows.entrySet()) {
      add(row.getKey(), row.getValue());
    }
    return this;
  }

  int rows() {
    return rows.size();
  }

  /** The different quantiles between {@code bins} parts of the j-th numbers that are there. */
  double[] edges(int j, int bins) {
    double[] sorted =
        rows.values().stream()
            .mapToDouble(values -> values[j])
            .filter(value -> !Double.isNaN(value))
            .sorted()
            .toArray();
    double[] edges = new double[sorted.length == 0 ? 0 : bins - 1];
    for (int b = 0; b < edges.length; b++) {
      edges[b] = sorted[(int) ((long) sorted.length * (b + 1) / bins)];
    }
    return Arrays.stream(edges).distinct().toArray();
  }
}
