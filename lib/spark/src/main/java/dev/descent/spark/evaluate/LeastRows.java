package dev.descent.spark.evaluate;

import java.io.Serializable;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * So many rows with the least ranks, the same for any order of the rows. Of rows with one rank, as
 * copies of a row have it, the lesser one stays. Mergeable.
 */
final class LeastRows implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int most;
  private final TreeMap<Rank, Example> rows = new TreeMap<>();

  LeastRows(int most) {
    this.most = most;
  }

  /** Adds a row, which is only made if it may stay. */
  void add(Rank rank, Supplier<Example> row) {
    if (rows.size() < most || rank.compareTo(rows.lastKey()) <= 0) {
      add(rank, row.get());
    }
  }

  private void add(Rank rank, Example row) {
    rows.merge(rank, row, (a, b) -> a.compareTo(b) <= 0 ? a : b);
    if (rows.size() > most) {
      rows.pollLastEntry();
    }
  }

  /** Adds the rows of {@code that}; returns this. */
  LeastRows merge(LeastRows that) {
    that.rows.forEach(this::add);
    return this;
  }

  /** In ascending order of their ranks. */
  List<Example> rows() {
    return List.copyOf(rows.values());
  }

  /** Where a row stands: the larger {@code loss} first, then the lesser hash. */
  static final class Rank implements Comparable<Rank>, Serializable {
    private static final long serialVersionUID = 1L;

    private final double loss;
    private final long hash;

    Rank(double loss, long hash) {
      this.loss = loss;
      this.hash = hash;
    }

    @Override
    public int compareTo(Rank that) {
      int order = Double.compare(that.loss, loss);
      return order != 0 ? order : Long.compareUnsigned(hash, that.hash);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Rank that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(hash) ^ Double.hashCode(loss);
    }
  }
}
