/**
 * Training over distributed tiles: the risk as one treeAggregate of exact sums.
 *
 * <p>Knows tiles and objectives, never where the rows came from.
 */
@NullMarked
package dev.descent.spark.train;

import org.jspecify.annotations.NullMarked;
