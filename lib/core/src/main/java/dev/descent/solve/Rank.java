package dev.descent.solve;

import java.util.List;

/**
 * How many of the columns in a linear system are independent of each other, and which are not.
 *
 * @param columns of the system
 * @param aliased the indices of those features that are constant or, to rounding, a linear
 *     combination of the others; in ascending order
 */
public record Rank(int columns, List<Integer> aliased) {

  public Rank {
    aliased = List.copyOf(aliased);
  }

  /** The number of independent columns. */
  public int rank() {
    return columns - aliased.size();
  }

  /** Whether all columns are independent. */
  public boolean isFull() {
    return aliased.isEmpty();
  }
}
