package dev.descent.jobs.spec;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The key {@code data.score}: predictions that the rows have already.
 *
 * @param columns distinct, at least one; several are those of the classes, in their order
 * @param kind what the columns hold; empty when the job file does not tell and the data decide
 */
public record ScoreSpec(List<String> columns, Optional<ScoreKind> kind) {
  public ScoreSpec {
    columns = List.copyOf(columns);
    columns.forEach(column -> Bound.requireText("data.score", column));
    if (columns.isEmpty() || new HashSet<>(columns).size() < columns.size()) {
      throw new IllegalArgumentException(
          "data.score must be at least one and distinct, but was " + columns);
    }
    if (columns.size() > 1 && !kind.equals(Optional.of(ScoreKind.SEVERAL_CLASSES))) {
      throw new IllegalArgumentException(
          "data.score of several columns goes with several classes, but was " + columns);
    }
  }
}
