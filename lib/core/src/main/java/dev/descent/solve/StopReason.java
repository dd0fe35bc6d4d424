package dev.descent.solve;

/** Why training ended. */
public enum StopReason {
  /** The objective changes by less than the tolerance. */
  CONVERGED,
  /** The metric has not improved for as many epochs as patience allows. */
  NO_IMPROVEMENT,
  /** All epochs are done. */
  MAX_EPOCHS,
  /** The time allowed is over. */
  MAX_TIME,
  /** The objective is not finite or has grown far above its start. */
  DIVERGED,
  /** The solver cannot get nearer to the optimum than this, which is short of its tolerance. */
  STALLED
}
