/**
 * The benchmark: workloads that Descent and Spark MLlib each run in a JVM of their own, in turns,
 * and what the machine gives at best.
 *
 * <p>Conventions: Descent trains by the program itself, with a job file, so that what is timed is
 * what users get, and measures scores by its library; MLlib by its own estimators with settings
 * that suit it. Both read the same Parquet files, use the same number of threads and the same heap.
 * Time is from cached data to result; reading and preparing is told beside it. Nothing here knows
 * the command line.
 */
@NullMarked
package dev.descent.jobs.bench;

import org.jspecify.annotations.NullMarked;
