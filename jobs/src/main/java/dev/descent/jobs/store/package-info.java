/**
 * The model store, {@code models/<name>/} on any Hadoop file system: immutable versions, and a
 * numbered log of what was done with them.
 *
 * <p>Every file is made whole and only where there is none, so nothing is ever overwritten and
 * nothing half-written is read. A version is there once the log says so, and which one is the
 * champion or the challenger is the replay of the log alone. Two writers meet at the number of the
 * next entry: one of them makes it, the other one reads it and decides again.
 *
 * <p>Checkpoints of trainings are files of the same kind: the last two of a job, each whole once
 * its manifest is there.
 *
 * <p>Nothing here knows the command line, job files or Spark.
 */
@NullMarked
package dev.descent.jobs.store;

import org.jspecify.annotations.NullMarked;
