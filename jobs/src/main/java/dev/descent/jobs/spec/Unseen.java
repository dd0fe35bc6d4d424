package dev.descent.jobs.spec;

/** What a category is that no training row has: 0 in all features of its column, or bad data. */
public enum Unseen {
  IGNORE,
  FAIL
}
