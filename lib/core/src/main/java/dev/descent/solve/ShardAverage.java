package dev.descent.solve;

import dev.descent.math.ExactSums;
import dev.descent.optimize.OptimizerState;
import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The average of positions, weighted by rows: parameters and every vector that the optimizer
 * remembers.
 *
 * <p>Its bits do not depend on the order or grouping of {@link #add} and {@link #merge}; one
 * position is its own average.
 */
public final class ShardAverage implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The one position so far: parameters [p], then the slots; null once there are sums. */
  private double @Nullable [] first;

  /** The lengths of parameters and slots. */
  private int @Nullable [] lengths;

  private @Nullable ExactSums sums;
  private int optimizerStep;
  private double rows;
  private long nonFinite;

  /** Adds a position that was reached over {@code more} rows. */
  void add(Position position, double more) {
    double[] flat = flat(position);
    if (lengths == null) {
      lengths = lengths(position);
      first = flat;
      optimizerStep = position.optimizer().step();
    } else {
      exact().addWeighted(more, flat);
    }
    rows += more;
  }

  /** A shard that met a loss or gradient that is not finite. */
  void addNonFinite() {
    nonFinite++;
  }

  /** Adds the positions of {@code that}; returns this. */
  public ShardAverage merge(ShardAverage that) {
    nonFinite += that.nonFinite;
    if (that.lengths == null) {
      return this;
    }
    if (lengths == null) {
      first = that.first;
      sums = that.sums;
      lengths = that.lengths;
      optimizerStep = that.optimizerStep;
    } else if (that.first != null) {
      exact().addWeighted(that.rows, that.first);
    } else if (that.sums != null) {
      exact().merge(that.sums);
    }
    rows += that.rows;
    return this;
  }

  /** The sums, with the one position so far in them. */
  private ExactSums exact() {
    if (sums == null && first != null) {
      sums = new ExactSums(first.length);
      sums.addWeighted(rows, first);
      first = null;
    }
    if (sums == null) {
      throw new IllegalStateException("an average of nothing has no sums");
    }
    return sums;
  }

  /**
   * The average; empty if a shard met what is not finite.
   *
   * @throws IllegalStateException if there is no position at all
   */
  public Optional<Position> position() {
    if (nonFinite > 0) {
      return Optional.empty();
    }
    if (lengths == null) {
      throw new IllegalStateException("no shard has a row");
    }
    double[] flat = first == null ? exact().values() : first;
    double divisor = first == null ? rows : 1;
    double[][] parts = new double[lengths.length][];
    int offset = 0;
    for (int k = 0; k < lengths.length; k++) {
      parts[k] = new double[lengths[k]];
      for (int j = 0; j < lengths[k]; j++) {
        parts[k][j] = flat[offset + j] / divisor;
      }
      offset += lengths[k];
    }
    double[][] slots = new double[parts.length - 1][];
    System.arraycopy(parts, 1, slots, 0, slots.length);
    return Optional.of(new Position(parts[0], new OptimizerState(optimizerStep, slots)));
  }

  private static int[] lengths(Position position) {
    double[][] slots = position.optimizer().slots();
    int[] lengths = new int[slots.length + 1];
    lengths[0] = position.parameters().length;
    for (int k = 0; k < slots.length; k++) {
      lengths[k + 1] = slots[k].length;
    }
    return lengths;
  }

  private static double[] flat(Position position) {
    int[] lengths = lengths(position);
    int size = 0;
    for (int length : lengths) {
      size += length;
    }
    double[] flat = new double[size];
    System.arraycopy(position.parameters(), 0, flat, 0, lengths[0]);
    int offset = lengths[0];
    for (double[] slot : position.optimizer().slots()) {
      System.arraycopy(slot, 0, flat, offset, slot.length);
      offset += slot.length;
    }
    return flat;
  }
}
