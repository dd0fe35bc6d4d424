package dev.descent.jobs;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How long a training may go on, by how long it took so far. */
final class TimeLeft {
  private static final int AN_HOUR = 3600;
  private static final int A_MINUTE = 60;

  private final LongSupplier nanos;
  private String unit = "";
  private long since;
  private long last;
  private int before;

  /** By a clock in nanoseconds. */
  TimeLeft(LongSupplier nanos) {
    this.nanos = nanos;
    this.last = nanos.getAsLong();
  }

  /**
   * In words; empty where nobody knows, or nothing is left. What a stopped run had done before took
   * no time now.
   */
  String after(Headway headway) {
    if (!unit.equals(headway.unit())) {
      unit = headway.unit();
      since = last;
      before = headway.done() - 1;
    }
    last = nanos.getAsLong();
    int done = headway.done() - before;
    if (!headway.isBounded() || headway.done() >= headway.of()) {
      return "";
    }
    double each = (double) (last - since) / done;
    return words(Duration.ofNanos((long) (each * (headway.of() - headway.done()))));
  }

  private static String words(Duration left) {
    long seconds = left.plusMillis(500).toSeconds();
    if (seconds < 2 * A_MINUTE) {
      return seconds + " s left";
    }
    if (seconds < 2 * AN_HOUR) {
      return (seconds + A_MINUTE / 2) / A_MINUTE + " min left";
    }
    return (seconds + AN_HOUR / 2) / AN_HOUR + " h left";
  }
}
