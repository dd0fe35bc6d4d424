/**
 * Training over distributed tiles: the risk as one treeAggregate of exact sums, or with a local
 * master as sums by threads of the driver.
 *
 * <p>Knows tiles and objectives, never where the rows came from.
 */
@NullMarked
package dev.descent.spark.train;

import org.jspecify.annotations.NullMarked;
