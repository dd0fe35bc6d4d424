/**
 * Steps over the partitions of RDDs, jobs with a result of each, and their sums by a tree.
 *
 * <p>Knows Spark alone, never what the elements are.
 */
@NullMarked
package dev.descent.spark.rdd;

import org.jspecify.annotations.NullMarked;
