package dev.descent.jobs.spec;

import java.util.List;

/**
 * The section {@code features.hashed}.
 *
 * @param columns names or globs of the columns whose values are hashed, at least one
 * @param size how many features they share, from {@value #LEAST} to {@value #MOST}
 */
public record HashedSpec(List<String> columns, int size) {
  static final int LEAST = 2;
  static final int MOST = 1 << 24;

  public HashedSpec {
    columns = List.copyOf(columns);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("features.hashed.columns must name at least one column");
    }
    if (size < LEAST || size > MOST) {
      throw new IllegalArgumentException(
          "features.hashed.size must be from " + LEAST + " to " + MOST + ", but was " + size);
    }
  }
}
