package dev.descent.metric;

import dev.descent.math.ExactSums;
import dev.descent.math.Scaled;
import java.io.Serializable;

/**
 * Sums of row weights with the same bits in any order: whole weights up to 2^31 are counted in 64
 * bits, other weights are added by {@link ExactSums}.
 */
final class WeightSums implements Serializable {
  private static final long serialVersionUID = 1L;

  /** So that 2^32 rows can be counted. */
  private static final double MOST_COUNTED = 0x1p31;

  private final int size;
  private final ExactSums others;
  private long[] counts = new long[0];

  WeightSums(int size) {
    this(size, new ExactSums(size));
  }

  private WeightSums(int size, ExactSums others) {
    this.size = size;
    this.others = others;
  }

  /** Returns {@code weight}, or refuses it unless it is finite and >= 0. */
  static double required(double weight) {
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("weight must be finite and >= 0, but was " + weight);
    }
    return weight;
  }

  /** Whether a weight is whole, and small enough to be counted. */
  static boolean isCounted(double weight) {
    return weight > 0 && weight <= MOST_COUNTED && weight == (long) weight;
  }

  int size() {
    return size;
  }

  void add(int i, double weight) {
    if (weight == 1) {
      allocate();
      counts[i]++;
    } else if (isCounted(weight)) {
      allocate();
      counts[i] += (long) weight;
    } else if (required(weight) > 0) {
      others.add(i, weight);
    }
  }

  /** Adds {@code rows} rows of weight 1. */
  void count(int i, long rows) {
    if (rows > 0) {
      allocate();
      counts[i] += rows;
    }
  }

  WeightSums merge(WeightSums that) {
    others.merge(that.others);
    if (that.counts.length > 0) {
      allocate();
      for (int i = 0; i < size; i++) {
        counts[i] += that.counts[i];
      }
    }
    return this;
  }

  /** Some of the sums on their own; see {@link ExactSums#picked}. */
  WeightSums picked(int... at) {
    WeightSums picked = new WeightSums(at.length, others.picked(at));
    for (int i = 0; i < at.length; i++) {
      if (count(at[i]) > 0) {
        picked.allocate();
        picked.counts[i] = counts[at[i]];
      }
    }
    return picked;
  }

  double value(int i) {
    if (others.summands() == 0) {
      return count(i);
    }
    return count(i) == 0 ? others.value(i) : scaled(i).toDouble();
  }

  Scaled scaled(int i) {
    return others.summands() == 0
        ? Scaled.of(count(i))
        : Scaled.of(count(i)).plus(others.scaled(i));
  }

  private long count(int i) {
    return counts.length == 0 ? 0 : counts[i];
  }

  private void allocate() {
    if (counts.length == 0 && size > 0) {
      counts = new long[size];
    }
  }
}
