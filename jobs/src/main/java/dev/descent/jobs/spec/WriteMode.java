package dev.descent.jobs.spec;

/** What happens when the path of the predictions exists. */
public enum WriteMode {
  /** Writing is refused. */
  ERROR,
  /** What is there is replaced. */
  OVERWRITE
}
