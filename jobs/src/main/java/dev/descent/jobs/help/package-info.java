/**
 * What there is to read: a topic for each command, each key and section of the job file, and the
 * method, as pages of Markdown and as text for the terminal.
 *
 * <p>It knows the keys of the job file and texts among its resources, and neither the command line
 * nor Spark: the topics of commands are given to it.
 */
@NullMarked
package dev.descent.jobs.help;

import org.jspecify.annotations.NullMarked;
