package dev.descent.jobs;

import java.util.Set;

/** How a command ended, for scripts and schedulers. */
final class ExitCode {
  /** Done, also when epochs or time ran out. */
  static final int DONE = 0;

  /** A failure nobody foresaw. */
  static final int UNEXPECTED = 1;

  /** Wrong usage, or what a job file shows without looking at data. */
  static final int USAGE = 2;

  /** Missing path, unknown column, no rows, bad rows, one class. */
  static final int DATA = 3;

  /** Training diverged, or a solver ended short of its tolerance. */
  static final int UNSOLVED = 4;

  /** A challenger that a gate other than improve-by stopped. */
  static final int REFUSED = 5;

  /** Somebody else was faster: what a change expected is not so any more, or is at work. */
  static final int LOST_RACE = 6;

  /** Runs, a store, a model or a checkpoint cannot be read or written. */
  static final int STORAGE = 7;

  /** Ended by a signal; the JVM turns it into 130 or 143 by the signal it was. */
  static final int INTERRUPTED = 143;

  /** Those of a training that has come to its end, well or not. */
  static final Set<Integer> ENDED = Set.of(DONE, UNSOLVED);

  private ExitCode() {}
}
