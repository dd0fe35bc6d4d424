package dev.descent.metric;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Scored rows of one curve in packed arrays: the key of the score, the actual class and the weight;
 * 12 bytes a row while all weights are 1, else 20.
 *
 * <p>Grows as rows are added; a row of weight 0 is not there.
 */
public final class ScoreBlock implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double[] ALL_ONE = {};

  private long[] keys;
  private int[] actual;
  private double[] weights = ALL_ONE;
  private int size;

  /** A block of no rows with room for {@code capacity}. */
  public ScoreBlock(int capacity) {
    keys = new long[capacity];
    actual = new int[capacity];
  }

  /** Of rows in any order: a finite score, whether the row is positive, and its weight >= 0. */
  public static ScoreBlock of(double[] scores, boolean[] positive, double[] weights) {
    if (positive.length != scores.length || weights.length != scores.length) {
      throw new IllegalArgumentException(
          "expected as many labels and weights as scores, "
              + scores.length
              + ", but were "
              + positive.length
              + ", "
              + weights.length);
    }
    ScoreBlock block = new ScoreBlock(scores.length);
    for (int i = 0; i < scores.length; i++) {
      block.add(ScoreKey.of(scores[i]), positive[i] ? 1 : 0, weights[i]);
    }
    return block;
  }

  /** Of rows of weight 1. */
  public static ScoreBlock of(double[] scores, boolean[] positive) {
    double[] ones = new double[scores.length];
    Arrays.fill(ones, 1);
    return of(scores, positive, ones);
  }

  /** Adds a row; see {@link ScoreKey}. */
  public void add(long key, int actualClass, double weight) {
    if (weight == 1 || WeightSums.required(weight) > 0) {
      reserve(1);
      if (weight != 1 && weights.length == 0) {
        weights = new double[keys.length];
        Arrays.fill(weights, 0, size, 1);
      }
      keys[size] = key;
      actual[size] = actualClass;
      if (weights.length > 0) {
        weights[size] = weight;
      }
      size++;
    }
  }

  /** Adds the rows of {@code that}; returns this. */
  public ScoreBlock merge(ScoreBlock that) {
    reserve(that.size);
    if (that.weights.length > 0 && weights.length == 0) {
      weights = new double[keys.length];
      Arrays.fill(weights, 0, size, 1);
    }
    System.arraycopy(that.keys, 0, keys, size, that.size);
    System.arraycopy(that.actual, 0, actual, size, that.size);
    if (that.weights.length > 0) {
      System.arraycopy(that.weights, 0, weights, size, that.size);
    } else if (weights.length > 0) {
      Arrays.fill(weights, size, size + that.size, 1);
    }
    size += that.size;
    return this;
  }

  /** How many rows. */
  public int size() {
    return size;
  }

  /** The rows in arrays without spare room, as they should travel. */
  public ScoreBlock trimmed() {
    if (keys.length == size) {
      return this;
    }
    ScoreBlock trimmed = new ScoreBlock(size);
    return trimmed.merge(this);
  }

  /** Whether all rows have the same score. */
  public boolean isOneScore() {
    for (int i = 1; i < size; i++) {
      if (keys[i] != keys[0]) {
        return false;
      }
    }
    return true;
  }

  /** Sorts the rows by ascending score; returns this. */
  public ScoreBlock sort() {
    if (weights.length == 0) {
      KeySort.sort(keys, actual, size);
      return this;
    }
    int[] order = new int[size];
    Arrays.setAll(order, i -> i);
    KeySort.sort(keys, order, size);
    int[] sortedActual = new int[size];
    double[] sortedWeights = new double[size];
    for (int i = 0; i < size; i++) {
      sortedActual[i] = actual[order[i]];
      sortedWeights[i] = weights[order[i]];
    }
    System.arraycopy(sortedActual, 0, actual, 0, size);
    System.arraycopy(sortedWeights, 0, weights, 0, size);
    return this;
  }

  /**
   * Sorts the rows and makes those of one score and class, as far as their weights are whole, one
   * row with the sum of their weights; returns this.
   */
  public ScoreBlock combine() {
    sort();
    ScoreBlock combined = new ScoreBlock(0);
    for (int from = 0; from < size; ) {
      int to = from + 1;
      while (to < size && keys[to] == keys[from]) {
        to++;
      }
      combineTie(from, to, combined);
      from = to;
    }
    keys = combined.keys;
    actual = combined.actual;
    weights = combined.weights;
    size = combined.size;
    return this;
  }

  private void combineTie(int from, int to, ScoreBlock into) {
    int classes = 0;
    for (int i = from; i < to; i++) {
      classes = Math.max(classes, actual[i] + 1);
    }
    double[] whole = new double[classes];
    for (int i = from; i < to; i++) {
      if (WeightSums.isCounted(whole[actual[i]] + weight(i))) {
        whole[actual[i]] += weight(i);
      } else {
        into.add(keys[i], actual[i], weight(i));
      }
    }
    for (int k = 0; k < classes; k++) {
      into.add(keys[from], k, whole[k]);
    }
  }

  long key(int i) {
    return keys[i];
  }

  int actual(int i) {
    return actual[i];
  }

  double weight(int i) {
    return weights.length == 0 ? 1 : weights[i];
  }

  private void reserve(int more) {
    int needed = Math.addExact(size, more);
    if (needed > keys.length) {
      int capacity = (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, keys.length * 3L / 2));
      keys = Arrays.copyOf(keys, capacity);
      actual = Arrays.copyOf(actual, capacity);
      weights = weights.length == 0 ? weights : Arrays.copyOf(weights, capacity);
    }
  }
}
