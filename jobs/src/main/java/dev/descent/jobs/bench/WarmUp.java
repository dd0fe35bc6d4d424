package dev.descent.jobs.bench;

/**
 * How long an engine runs a workload before it is measured: for ten seconds at least, then until
 * its JVM has compiled what a run needs, which shows in five runs one after the other that are not
 * faster than all before them and leave the compilers little to do, or for thirty seconds.
 */
final class WarmUp {
  private static final double LEAST_SECONDS = 10;
  private static final double MOST_SECONDS = 30;

  /** Runs among which there must be one that is faster or leaves much to compile. */
  static final int RUNS = 5;

  /** Below this share of the fastest run so far a run is faster. */
  private static final double FASTER = 0.97;

  /** From this share of a run on, the time that compilers work beside it is much. */
  private static final double MUCH = 0.15;

  private double seconds;
  private double fastest = Double.POSITIVE_INFINITY;
  private int since;

  /**
   * Counts a run.
   *
   * @param measured seconds that would count
   * @param whole seconds from its start to its end
   * @param compiled seconds that the compilers of the JVM worked meanwhile, all threads together
   */
  void add(double measured, double whole, double compiled) {
    seconds += whole;
    boolean isFaster = measured < FASTER * fastest;
    if (isFaster) {
      fastest = measured;
    }
    since = isFaster || compiled >= MUCH * whole ? 0 : since + 1;
  }

  boolean isOver() {
    return seconds >= MOST_SECONDS || (seconds >= LEAST_SECONDS && since >= RUNS);
  }
}
