package dev.descent.jobs.bench;

/**
 * How long an engine runs a workload before it is measured: for ten seconds at least, then until
 * its JVM has compiled what a run needs, which shows in that five runs have brought no faster one,
 * or for thirty seconds.
 */
final class WarmUp {
  private static final double LEAST_SECONDS = 10;
  private static final double MOST_SECONDS = 30;

  /** Runs among which there must be one that is faster. */
  static final int RUNS = 5;

  /** Below this share of the fastest run so far a run is faster. */
  private static final double FASTER = 0.97;

  private double seconds;
  private double fastest = Double.POSITIVE_INFINITY;
  private int since;

  /** Counts a run and what was prepared for it. */
  void add(double preparedSeconds, double runSeconds) {
    seconds += preparedSeconds + runSeconds;
    if (runSeconds < FASTER * fastest) {
      fastest = runSeconds;
      since = 0;
    } else {
      since++;
    }
  }

  boolean isOver() {
    return seconds >= MOST_SECONDS || (seconds >= LEAST_SECONDS && since >= RUNS);
  }
}
