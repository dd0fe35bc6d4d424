package dev.descent.jobs.init;

import dev.descent.spark.data.Table;
import dev.descent.spark.source.DataException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which column is to be predicted, and as what.
 *
 * @param type of the model, as a job file writes it
 * @param why both were chosen
 */
record LabelGuess(ColumnLook column, String type, String why) {
  private static final List<String> USUAL_NAMES =
      List.of("label", "target", "class", "y", "outcome", "response");

  /** Whole numbers of more values than this are taken for numbers. */
  private static final int MOST_NUMBERED = 20;

  private static final int MOST_CLASSES = 100;
  private static final int ROWS_A_CLASS = 5;

  /**
   * The named column, one with a usual name, or the last one.
   *
   * @param columns that it may be
   * @throws DataException if there is none of the name, or nothing can be learnt from its values
   */
  static LabelGuess of(List<ColumnLook> columns, Optional<String> name) {
    if (columns.isEmpty()) {
      throw new DataException("init: there is no column to predict; a table needs two at least");
    }
    if (name.isPresent()) {
      ColumnLook column =
          columns.stream()
              .filter(other -> other.name().equals(name.get()))
              .findFirst()
              .orElseThrow(
                  () -> new DataException(Table.unknown("--label", name.get(), names(columns))));
      return of(column, "named on the command line");
    }
    return columns.stream()
        .filter(column -> USUAL_NAMES.contains(column.name().toLowerCase(Locale.ROOT)))
        .findFirst()
        .map(column -> of(column, "its name is a usual one"))
        .orElseGet(() -> of(columns.get(columns.size() - 1), "the last column"));
  }

  private static List<String> names(List<ColumnLook> columns) {
    return columns.stream().map(ColumnLook::name).toList();
  }

  private static LabelGuess of(ColumnLook column, String why) {
    if (column.distinct() < 2 || column.foreignType().isPresent() || column.isVector()) {
      throw new DataException(
          "init: the column "
              + column.name()
              + " cannot be predicted: it has "
              + column
                  .foreignType()
                  .map(type -> "the type " + type)
                  .orElse(column.distinct() + " values")
              + "; name another one with --label");
    }
    return new LabelGuess(column, type(column), why);
  }

  private static String type(ColumnLook column) {
    int distinct = column.distinct();
    if (distinct == 2) {
      return "logistic";
    }
    if (column.isNumbers()) {
      boolean numbered =
          column.isWhole()
              && distinct <= MOST_NUMBERED
              && column.there() >= (long) ROWS_A_CLASS * distinct;
      return numbered ? "softmax" : "linear";
    }
    if (distinct > MOST_CLASSES) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "init: the column %s has %,d different texts in %,d rows, too many for classes; name"
                  + " another one with --label",
              column.name(),
              distinct,
              column.there()));
    }
    return "softmax";
  }

  boolean classifies() {
    return !type.equals("linear");
  }

  /** What the values are, in words. */
  String values() {
    if (!classifies()) {
      return "a number";
    }
    String classes = String.join(", ", column.shown());
    return column.distinct() > column.shown().size()
        ? column.distinct() + " classes: " + classes + ", .."
        : column.distinct() + " classes: " + classes;
  }
}
