package dev.descent.metric;

import dev.descent.math.ExactSums;
import dev.descent.math.Scaled;
import java.io.Serializable;

/**
 * Sums of row weights with the same bits in any order: weights of 1 are counted, without limit,
 * other weights are added by {@link ExactSums}.
 */
final class WeightSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int size;
  private final ExactSums others;
  private long[] ones = new long[0];

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

  int size() {
    return size;
  }

  void add(int i, double weight) {
    if (weight == 1) {
      allocate();
      ones[i]++;
    } else if (required(weight) > 0) {
      others.add(i, weight);
    }
  }

  WeightSums merge(WeightSums that) {
    others.merge(that.others);
    if (that.ones.length > 0) {
      allocate();
      for (int i = 0; i < size; i++) {
        ones[i] += that.ones[i];
      }
    }
    return this;
  }

  /** See {@link ExactSums#placed}. */
  WeightSums placed(int newSize, int[] at) {
    WeightSums placed = new WeightSums(newSize, others.placed(newSize, at));
    if (ones.length > 0) {
      placed.allocate();
      for (int i = 0; i < size; i++) {
        placed.ones[at[i]] = ones[i];
      }
    }
    return placed;
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
    return ones.length == 0 ? 0 : ones[i];
  }

  private void allocate() {
    if (ones.length == 0 && size > 0) {
      ones = new long[size];
    }
  }
}
