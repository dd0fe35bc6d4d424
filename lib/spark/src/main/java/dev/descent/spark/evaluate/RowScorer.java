package dev.descent.spark.evaluate;

import dev.descent.spark.data.RowScan;

/** Takes the scores of one row after another. */
@FunctionalInterface
interface RowScorer {
  /**
   * Writes the scores [K] of the row at which {@code scan} stands.
   *
   * @return false if it has none; it is then counted as a bad row
   */
  boolean score(RowScan scan, double[] into);
}
