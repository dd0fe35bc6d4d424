package dev.descent.jobs.spec;

/** What takes the place of a missing number. */
public enum Fill {
  FAIL,
  MEAN,
  MEDIAN,
  ZERO
}
