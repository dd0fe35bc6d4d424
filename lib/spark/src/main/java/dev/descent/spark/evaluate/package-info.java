/**
 * How good a model, or predictions that a table already has, are on the rows of a table.
 *
 * <p>A row is scored once, by the model's own kernel for one row or from its columns, into chunks
 * of primitive arrays that are kept. One pass over them makes exact, mergeable sums for every part:
 * the rows of a side, and those of each slice. Exact curves come from one shuffle of packed keys
 * ({@code ExactCurves}), replicates of a bootstrap from distinct rows with counts ({@code Copies}).
 * All of it depends on the rows alone: not on partitions, tiles, order or retries. The metrics and
 * curves of classes are of probabilities, of several classes each against the rest; the log loss of
 * a model is of its scores.
 *
 * <p>What comes to the driver is bounded by the number of parts, classes, replicates and kept
 * points, never by the number of rows.
 *
 * <p>Knows tables and models, never job files or where results are written.
 */
@NullMarked
package dev.descent.spark.evaluate;

import org.jspecify.annotations.NullMarked;
