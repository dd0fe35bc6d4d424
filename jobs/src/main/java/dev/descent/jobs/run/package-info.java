/**
 * Run folders on any Hadoop file system: what a run read, did, measured and wrote, and the model in
 * it.
 *
 * <p>A file that makes something whole is written last: manifest.json for a model, run.json for a
 * run. Nothing here knows the command line or Spark's data.
 */
@NullMarked
package dev.descent.jobs.run;

import org.jspecify.annotations.NullMarked;
