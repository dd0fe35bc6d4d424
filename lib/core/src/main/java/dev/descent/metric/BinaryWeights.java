package dev.descent.metric;

import java.io.Serializable;

/** The weights of positive and of negative rows, mergeable with the same bits in any order. */
public final class BinaryWeights implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int NEGATIVE = 0;
  private static final int POSITIVE = 1;

  private final WeightSums sums;

  /** Of no rows. */
  public BinaryWeights() {
    this(new WeightSums(2));
  }

  BinaryWeights(WeightSums sums) {
    this.sums = sums;
  }

  /** Adds a row of weight >= 0; {@code actual} is 1 for a positive row, else 0. */
  public void add(int actual, double weight) {
    sums.add(actual, weight);
  }

  /** Adds the rows of {@code that}; returns this. */
  public BinaryWeights merge(BinaryWeights that) {
    sums.merge(that.sums);
    return this;
  }

  /** The same weights, on their own. */
  public BinaryWeights copy() {
    return new BinaryWeights().merge(this);
  }

  /** The weight of the positive rows, rounded once. */
  public double positives() {
    return sums.value(POSITIVE);
  }

  /** The weight of the negative rows, rounded once. */
  public double negatives() {
    return sums.value(NEGATIVE);
  }

  /** The weight of all rows, where they are all positive or all negative. */
  double all() {
    return positives() + negatives();
  }
}
