/**
 * A first job file for a table: what some of its rows look like, what that makes likely, and the
 * text that says both.
 *
 * <p>A look tells what is there, a draft decides, and nothing else does. Every decision ends up in
 * the text as a line with its reason, so that it can be changed. Nothing here knows other commands
 * or the command line.
 */
@NullMarked
package dev.descent.jobs.init;

import org.jspecify.annotations.NullMarked;
