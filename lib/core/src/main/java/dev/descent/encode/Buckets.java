package dev.descent.encode;

import java.io.Serializable;

/**
 * Which of the features of hashed columns rows have met, and how many values that is about.
 *
 * <p>Of n values in m features about m (1 - (1 - 1/m)^n) features are met; so k met ones stand for
 * n = ln(1 - k/m) / ln(1 - 1/m) values. Each of these shares its feature with another one with the
 * probability 1 - (1 - 1/m)^(n-1), which with that n is (k - 1) / (m - 1). Mergeable, and the same
 * for any order of the rows.
 *
 * <p>Source: Whang, Vander-Zanden and Taylor, A Linear-Time Probabilistic Counting Algorithm for
 * Database Applications, ACM TODS 15(2), 1990.
 */
public final class Buckets implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Fewer free features than one in this many say no more how many values there are. */
  private static final int FREE = 100;

  private final int size;
  private final int firstColumn;

  /** Empty before the first row: what no row was added to travels inside every task. */
  private long[] met = {};

  private Buckets(int size, int firstColumn) {
    this.size = size;
    this.firstColumn = firstColumn;
  }

  /** Of no rows of {@code expansion}. */
  public static Buckets of(Expansion expansion) {
    HashedFeatures features = HashedFeatures.of(expansion.inputs(), 0);
    return new Buckets(features.size(), features.column());
  }

  /** Adds a row by its raw values [numbers], as they are read or after they became features. */
  public void add(double[] raw) {
    for (int j = firstColumn; size > 0 && j < raw.length; j++) {
      if (met.length == 0) {
        met = new long[(size + Long.SIZE - 1) / Long.SIZE];
      }
      int bucket = (int) Math.abs(raw[j]) - 1;
      met[bucket / Long.SIZE] |= 1L << bucket;
    }
  }

  /** Adds the rows of {@code that}; returns this. */
  public Buckets merge(Buckets that) {
    if (met.length == 0) {
      met = that.met.clone();
      return this;
    }
    for (int i = 0; i < that.met.length; i++) {
      met[i] |= that.met[i];
    }
    return this;
  }

  /** m, how many features there are; 0 if no column is hashed. */
  public int size() {
    return size;
  }

  /** k, how many of them a row has met. */
  public int met() {
    int count = 0;
    for (long bits : met) {
      count += Long.bitCount(bits);
    }
    return count;
  }

  /**
   * Whether nearly all are met, so that there may be any number of values above {@link #values}.
   */
  public boolean isFull() {
    return met() > countable();
  }

  /** About how many different values the rows have; where nearly all are met, at least so many. */
  public long values() {
    double k = Math.min(met(), countable());
    return k == 0
        ? 0
        : Math.max(met(), Math.round(StrictMath.log1p(-k / size) / StrictMath.log1p(-1.0 / size)));
  }

  private int countable() {
    return size - (size + FREE - 1) / FREE;
  }

  /** Which share of these values has a feature that another value has too; 0 without any value. */
  public double collisionRate() {
    return size < Hashed.LEAST ? 0 : (double) Math.max(0, met() - 1) / (size - 1);
  }
}
