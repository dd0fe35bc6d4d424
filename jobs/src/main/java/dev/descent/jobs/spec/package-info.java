/**
 * The job file: HOCON text, overrides and environment become one validated {@link
 * dev.descent.jobs.spec.JobSpec}, or one exception that lists every error of the file.
 *
 * <p>Conventions: a key is written as its dotted path ({@code model.penalty.strength}); a setting
 * that is {@code null} counts as absent; nothing is converted leniently (a quoted number is not a
 * number), except that text from an environment variable may be read as a number or a boolean. A
 * setting that has a single value in this version ({@code data.bad-rows = fail}) is checked and
 * written, but is no component of a record.
 *
 * <p>Nothing here reads files, and nothing here knows Spark, Hadoop or the command line tools: the
 * caller brings the text and turns an exception into an exit code.
 */
@NullMarked
package dev.descent.jobs.spec;

import org.jspecify.annotations.NullMarked;
