package dev.descent.metric;

import java.io.Serializable;

/**
 * The scores of one curve by bins: how many rows, the weight of the positive and of the negative
 * ones, the least and the greatest score. Mergeable with the same bits in any order.
 */
public final class ScoreHistogram implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final long[] NONE = {};

  /** What a bin holds beside other weights than 1: the cells of one bin are neighbours. */
  private static final int CELLS = 4;

  /** Cell {@code actual}, 0 or 1, counts the rows of weight 1 of that class. */
  private static final int LEAST = 2;

  private static final int GREATEST = 3;

  private static final int BLOCK = 512;

  private final int bins;

  /** Of the rows of other weights: 2b is the negative, 2b + 1 the positive one of bin b. */
  private final WeightSums weights;

  private long[] cells = NONE;

  /** How many rows of other weights each bin has. */
  private long[] weighted = NONE;

  /** Of no rows; small until one is added. */
  public ScoreHistogram(int bins) {
    if (bins < 1) {
      throw new IllegalArgumentException("bins must be >= 1, but were " + bins);
    }
    this.bins = bins;
    this.weights = new WeightSums(Math.multiplyExact(2, bins));
    Math.multiplyExact(CELLS, bins);
  }

  /** How many bins. */
  public int bins() {
    return bins;
  }

  /** Adds a row to {@code bin}; {@code actual} is 1 for a positive row, else 0. */
  public void add(int bin, long key, int actual, double weight) {
    if (weight == 1) {
      allocate();
      cells[CELLS * bin + actual]++;
      widen(CELLS * bin, key, key);
    } else if (WeightSums.required(weight) > 0) {
      allocate();
      weighted = weighted.length == 0 ? new long[bins] : weighted;
      weighted[bin]++;
      weights.add(2 * bin + actual, weight);
      widen(CELLS * bin, key, key);
    }
  }

  private void widen(int cell, long low, long high) {
    cells[cell + LEAST] = Math.min(cells[cell + LEAST], low);
    cells[cell + GREATEST] = Math.max(cells[cell + GREATEST], high);
  }

  /** Adds rows, each to the bin of its probability; returns this. */
  public ScoreHistogram add(BinaryRows added, ScoreBins cut) {
    int[] found = new int[BLOCK];
    for (int start = 0; start < added.size(); start += BLOCK) {
      int size = Math.min(BLOCK, added.size() - start);
      // Two loops: so more of the waits for the cells of rows overlap.
      for (int i = 0; i < size; i++) {
        found[i] = cut.of(added.probabilities()[start + i]);
      }
      for (int i = 0; i < size; i++) {
        int row = start + i;
        long key = ScoreKey.of(added.probabilities()[row]);
        add(found[i], key, added.actual()[row], added.weight(row));
      }
    }
    return this;
  }

  /** Adds the rows of {@code that}, which must have as many bins; returns this. */
  public ScoreHistogram merge(ScoreHistogram that) {
    if (that.bins != bins) {
      throw new IllegalArgumentException(
          "histograms of " + bins + " and " + that.bins + " bins do not merge");
    }
    weights.merge(that.weights);
    if (that.cells.length > 0) {
      allocate();
      for (int at = 0; at < cells.length; at += CELLS) {
        cells[at] += that.cells[at];
        cells[at + 1] += that.cells[at + 1];
        widen(at, that.cells[at + LEAST], that.cells[at + GREATEST]);
      }
    }
    if (that.weighted.length > 0) {
      weighted = weighted.length == 0 ? new long[bins] : weighted;
      for (int b = 0; b < bins; b++) {
        weighted[b] += that.weighted[b];
      }
    }
    return this;
  }

  /** How many rows with a weight bin {@code b} has. */
  public long rows(int b) {
    return count(b, 0) + count(b, 1) + (weighted.length == 0 ? 0 : weighted[b]);
  }

  private long count(int b, int actual) {
    return cells.length == 0 ? 0 : cells[CELLS * b + actual];
  }

  /** The key of the least score of bin {@code b}, which has rows. */
  public long least(int b) {
    return cells[CELLS * b + LEAST];
  }

  /** The key of its greatest score. */
  public long greatest(int b) {
    return cells[CELLS * b + GREATEST];
  }

  /** The weights of its rows. */
  public BinaryWeights weights(int b) {
    WeightSums both = weights.picked(2 * b, 2 * b + 1);
    both.count(0, count(b, 0));
    both.count(1, count(b, 1));
    return new BinaryWeights(both);
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
    if (cells.length == 0) {
      cells = new long[CELLS * bins];
      for (int at = 0; at < cells.length; at += CELLS) {
        cells[at + LEAST] = Long.MAX_VALUE;
        cells[at + GREATEST] = Long.MIN_VALUE;
      }
    }
  }
}
