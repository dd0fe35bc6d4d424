package dev.descent.jobs.init;

import dev.descent.jobs.init.ColumnRole.Use;
import dev.descent.spark.source.DataException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.SparkSession;

/**
 * What some rows of a table make likely of a job: the decisions, without their words.
 *
 * @param split the column that says train, validation or test, if there is one
 * @param vector the column of vectors, if there is one, which then has all features
 * @param roles of the other columns
 */
public record JobDraft(
    TableFile file,
    TableLook look,
    LabelGuess label,
    Optional<String> split,
    Optional<String> vector,
    List<ColumnRole> roles) {
  private static final Set<String> SIDES = Set.of("train", "validation", "test");
  private static final int ROWS_FOR_VALIDATION = 1_000;
  private static final int MOST_OF_EXACT = 2_000;

  /**
   * Looks at rows of {@code file}.
   *
   * @param label the column to predict, if it is known
   * @throws DataException if the table cannot be read, or shows nothing to learn
   */
  public static JobDraft of(TableFile file, Optional<String> label, SparkSession spark) {
    TableLook look = TableLook.of(file, spark);
    Optional<String> split =
        look.columns().stream()
            .filter(column -> column.hasOnly(SIDES) && column.distinct() > 1)
            .map(ColumnLook::name)
            .filter(name -> label.filter(name::equals).isEmpty())
            .findFirst();
    List<ColumnLook> others =
        look.columns().stream()
            .filter(column -> split.filter(column.name()::equals).isEmpty())
            .toList();
    LabelGuess guess = LabelGuess.of(others, label);
    List<ColumnLook> inputs = others.stream().filter(column -> column != guess.column()).toList();
    Optional<String> vector =
        inputs.stream().filter(ColumnLook::isVector).map(ColumnLook::name).findFirst();
    return new JobDraft(
        file, look, guess, split, vector, vector.isPresent() ? List.of() : roles(inputs));
  }

  private static List<ColumnRole> roles(List<ColumnLook> inputs) {
    List<ColumnRole> roles = inputs.stream().map(ColumnRole::of).toList();
    if (roles.stream().noneMatch(ColumnRole::isFeature)) {
      roles = roles.stream().map(role -> role.use() == Use.KEY ? role.asNumbers() : role).toList();
    }
    if (roles.stream().noneMatch(ColumnRole::isFeature)) {
      throw new DataException(
          "init: no column is left to learn from: "
              + String.join(
                  "; ", roles.stream().map(role -> role.name() + ": " + role.why()).toList()));
    }
    return roles;
  }

  /** The columns of that use. */
  List<ColumnRole> roles(Use use) {
    return roles.stream().filter(role -> role.use() == use).toList();
  }

  /** Whether a feature is missing in some rows. */
  boolean hasMissing() {
    return roles.stream()
        .filter(ColumnRole::isFeature)
        .anyMatch(role -> look.column(role.name()).orElseThrow().hasMissing());
  }

  /** The share of rows that cannot be used whatever is done about missing features. */
  double badShare() {
    long bad = look.malformed() + label.column().unusable() + look.infinite();
    return Math.min(1, (double) bad / look.rows());
  }

  /** Whether there are rows enough to set some aside for choosing a threshold or an end. */
  boolean validates() {
    return look.rows() >= ROWS_FOR_VALIDATION;
  }

  /** As a job file writes it: exact where that takes one sum, else l-bfgs. */
  String solver() {
    int features =
        roles.stream().filter(ColumnRole::isFeature).mapToInt(ColumnRole::features).sum();
    boolean products = vector.isEmpty() && features <= MOST_OF_EXACT && roles(Use.HASHED).isEmpty();
    return !label.classifies() && products ? "exact" : "l-bfgs";
  }
}
