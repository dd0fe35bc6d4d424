package dev.descent.spark.evaluate;

import java.io.Serializable;

/** Numbers of a row that are sorted over the cluster, each in a curve of its own. */
interface RowNumbers extends Serializable {

  /** K, how many. */
  int outputs();

  /** Writes the numbers [K] of row {@code i}. */
  void write(ScoredRows chunk, int i, double[] into);

  /** The class of row {@code i}; 0 for a regression. */
  int actual(ScoredRows chunk, int i);

  /** The class that is positive in curve {@code k}. */
  default int positive(int k) {
    return outputs() == 1 ? 1 : k;
  }
}
