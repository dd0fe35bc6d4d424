package dev.descent.spark.data;

import java.util.List;

/**
 * How the values of one column are spread over bins.
 *
 * <p>Bin b of numbers holds those from edge b - 1, itself in it, up to edge b; one more bin holds
 * missing ones. Categories have a bin each, in the order of their codes, and one more for what is
 * none of them.
 *
 * @param edges between the bins of numbers, ascending; of categories empty
 * @param counts how many rows each bin has
 */
public record ColumnProfile(String column, Kind kind, List<Double> edges, List<Long> counts) {
  /** What a column holds. */
  public enum Kind {
    NUMBERS,
    CATEGORIES
  }

  public ColumnProfile {
    edges = List.copyOf(edges);
    counts = List.copyOf(counts);
    for (int i = 0; i < edges.size(); i++) {
      if (!Double.isFinite(edges.get(i)) || (i > 0 && !(edges.get(i - 1) < edges.get(i)))) {
        throw new IllegalArgumentException(
            "the edges of column " + column + " must be finite and ascend, but were " + edges);
      }
    }
    boolean fits =
        kind == Kind.NUMBERS
            ? counts.size() == edges.size() + 2
            : edges.isEmpty() && counts.size() > 1;
    if (!fits || counts.stream().anyMatch(count -> count < 0)) {
      throw new IllegalArgumentException(
          "the counts of column "
              + column
              + " must be >= 0, one for each bin, but with the edges "
              + edges
              + " were "
              + counts);
    }
  }
}
