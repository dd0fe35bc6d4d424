/**
 * How good a model is on the rows of a table: one pass of exact, mergeable sums for every side that
 * has rows.
 *
 * <p>Rows are scored by the model's own kernel for one row, in chunks of primitive arrays, so the
 * metrics depend on the rows alone: not on partitions, tiles, order or retries. The metrics and
 * curves of classes are of probabilities, of several classes each against the rest; the log loss is
 * of the scores. The distinct probabilities come to the driver, within a budget that is checked
 * before they do.
 *
 * <p>Knows tables and models, never job files or where results are written.
 */
@NullMarked
package dev.descent.spark.evaluate;

import org.jspecify.annotations.NullMarked;
