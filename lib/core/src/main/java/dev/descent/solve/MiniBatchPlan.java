package dev.descent.solve;

import dev.descent.math.SplitMix;
import dev.descent.objective.MiniBatch;

/**
 * Which rows each step sees: the hash order cut into ceil(n / b) mini-batches of b rows, the last
 * one shorter, in an order that is drawn anew from the seed every epoch.
 */
final class MiniBatchPlan {
  private final long rows;
  private final long batchSize;
  private final long seed;
  private int plannedEpoch = -1;
  private int[] order = new int[0];

  /** For n = {@code rows} rows in mini-batches of b = {@code batchSize}. */
  MiniBatchPlan(long rows, long batchSize, long seed) {
    if (rows < 1 || batchSize < 1) {
      throw new IllegalArgumentException(
          "rows and batch size must be >= 1, but were " + rows + ", " + batchSize);
    }
    this.rows = rows;
    this.batchSize = Math.min(batchSize, rows);
    this.seed = seed;
  }

  /** Steps an epoch. */
  int steps() {
    return Math.toIntExact((rows + batchSize - 1) / batchSize);
  }

  /** The rows of step {@code step}, counted from 0 over all epochs. */
  MiniBatch batch(int step) {
    int epoch = step / steps();
    if (epoch != plannedEpoch) {
      order = SplitMix.forPurpose(seed, "mini-batch order", epoch).permutation(steps());
      plannedEpoch = epoch;
    }
    long from = order[step % steps()] * batchSize;
    return new MiniBatch(from, Math.min(from + batchSize, rows));
  }
}
