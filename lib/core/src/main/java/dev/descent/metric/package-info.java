/**
 * How good predictions are: mergeable exact accumulators, and pure functions of what they hold.
 *
 * <p>Conventions: a confusion matrix is {@code [actual][predicted]}; a row is positive when its
 * score is >= the threshold; equal scores are one point of a curve; x/0 is 0, and the metric is
 * then named in {@code undefined}. A row of weight 2 counts as two rows, one of weight 0 is not
 * there, so {@code rows} and {@code positives} are sums of weights. Every accumulator has the same
 * bits in whatever order rows were added and partials merged. Binary classes are 0 (negative) and 1
 * (positive).
 *
 * <p>Depends on {@code dev.descent.math} alone; knows neither models nor files nor Spark.
 */
@NullMarked
package dev.descent.metric;

import org.jspecify.annotations.NullMarked;
