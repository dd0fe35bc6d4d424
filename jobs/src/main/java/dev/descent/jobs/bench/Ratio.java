package dev.descent.jobs.bench;

/**
 * How many times as long something else took, by the medians.
 *
 * @param against what it is
 */
record Ratio(String against, double times) {}
