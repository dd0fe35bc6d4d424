/**
 * The policy of retraining, as pure functions: whether it is due, and whether a challenger takes
 * the place of the champion, with the reasons in words and numbers.
 *
 * <p>A gain is how much better a value of a metric is than another, whichever way the metric goes.
 * Nothing here knows Spark, files, the model store, a clock or the command line.
 */
@NullMarked
package dev.descent.jobs.retrain;

import org.jspecify.annotations.NullMarked;
