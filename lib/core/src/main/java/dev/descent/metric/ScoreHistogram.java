package dev.descent.metric;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The scores of one curve by bins: how many rows, the weight of the positive and of the negative
 * ones, the least and the greatest score. Mergeable with the same bits in any order.
 */
public final class ScoreHistogram implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final long[] NONE = {};

  private final int bins;

  /** Sum 2b is the weight of the negative, 2b + 1 that of the positive rows of bin b. */
  private final WeightSums weights;

  private long[] rows = NONE;
  private long[] least = NONE;
  private long[] greatest = NONE;

  /** Of no rows; small until one is added. */
  public ScoreHistogram(int bins) {
    if (bins < 1) {
      throw new IllegalArgumentException("bins must be >= 1, but were " + bins);
    }
    this.bins = bins;
    this.weights = new WeightSums(Math.multiplyExact(2, bins));
  }

  /** How many bins. */
  public int bins() {
    return bins;
  }

  /** Adds a row to {@code bin}; {@code actual} is 1 for a positive row, else 0. */
  public void add(int bin, long key, int actual, double weight) {
    if (weight == 1 || WeightSums.required(weight) > 0) {
      allocate();
      weights.add(2 * bin + actual, weight);
      rows[bin]++;
      least[bin] = Math.min(least[bin], key);
      greatest[bin] = Math.max(greatest[bin], key);
    }
  }

  /** Adds the rows of {@code that}, which must have as many bins; returns this. */
  public ScoreHistogram merge(ScoreHistogram that) {
    if (that.bins != bins) {
      throw new IllegalArgumentException(
          "histograms of " + bins + " and " + that.bins + " bins do not merge");
    }
    weights.merge(that.weights);
    if (that.rows.length > 0) {
      allocate();
      for (int b = 0; b < bins; b++) {
        rows[b] += that.rows[b];
        least[b] = Math.min(least[b], that.least[b]);
        greatest[b] = Math.max(greatest[b], that.greatest[b]);
      }
    }
    return this;
  }

  /** How many rows with a weight bin {@code b} has. */
  public long rows(int b) {
    return rows.length == 0 ? 0 : rows[b];
  }

  /** The key of the least score of bin {@code b}, which has rows. */
  public long least(int b) {
    return least[b];
  }

  /** The key of its greatest score. */
  public long greatest(int b) {
    return greatest[b];
  }

  /** The weights of its rows. */
  public BinaryWeights weights(int b) {
    return new BinaryWeights(weights.picked(2 * b, 2 * b + 1));
  }

  /** The weights of all rows. */
  public BinaryWeights all() {
    BinaryWeights all = new BinaryWeights();
    for (int b = 0; b < bins; b++) {
      if (rows(b) > 0) {
        all.merge(weights(b));
      }
    }
    return all;
  }

  private void allocate() {
    if (rows.length == 0) {
      rows = new long[bins];
      least = new long[bins];
      greatest = new long[bins];
      Arrays.fill(least, Long.MAX_VALUE);
      Arrays.fill(greatest, Long.MIN_VALUE);
    }
  }
}
