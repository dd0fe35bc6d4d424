package dev.descent.spark.data;

import java.io.Serializable;
import java.util.Arrays;

/** How many values lie above and at each of some values, and the next value above it. */
final class TimeCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[] at;
  private final long[] above;
  private final long[] equal;
  private final double[] next;

  TimeCounts(double[] at) {
    this.at = at.clone();
    this.above = new long[at.length];
    this.equal = new long[at.length];
    this.next = new double[at.length];
    Arrays.fill(next, Double.POSITIVE_INFINITY);
  }

  /**
   * Where a side begins.
   *
   * @param from its first value; infinite if it has none
   * @param rows how many values are at or above that
   */
  record Start(double from, long rows) {}

  TimeCounts add(double[] values) {
    for (double value : values) {
      for (int i = 0; i < at.length; i++) {
        if (value > at[i]) {
          above[i]++;
          next[i] = Math.min(next[i], value);
        } else if (value == at[i]) {
          equal[i]++;
        }
      }
    }
    return this;
  }

  TimeCounts merge(TimeCounts that) {
    for (int i = 0; i < at.length; i++) {
      above[i] += that.above[i];
      equal[i] += that.equal[i];
      next[i] = Math.min(next[i], that.next[i]);
    }
    return this;
  }

  /** The beginning at or just above the i-th value that has nearest to {@code wanted} rows. */
  Start start(int i, long wanted) {
    long with = above[i] + equal[i];
    return wanted > 0 && Math.abs(with - wanted) <= Math.abs(wanted - above[i])
        ? new Start(at[i], with)
        : new Start(next[i], above[i]);
  }
}
