/**
 * From a table to tiles: filters and splits, one pass for statistics (more where columns have to be
 * fitted first), then encoded rows in hash order, cached.
 *
 * <p>Rows are never objects here: they travel as packed bytes between the reader and the tiles.
 * What a tile holds depends on the rows and the job alone, not on files, partitions or retries;
 * nothing is counted with accumulators, which retries would count twice.
 */
@NullMarked
package dev.descent.spark.data;

import org.jspecify.annotations.NullMarked;
