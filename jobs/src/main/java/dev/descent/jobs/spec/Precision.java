package dev.descent.jobs.spec;

/** The precision of the tiles; parameters and sums are double whatever it is. */
public enum Precision {
  /** Double where the tiles stay small, else single. */
  AUTO,
  SINGLE,
  DOUBLE
}
