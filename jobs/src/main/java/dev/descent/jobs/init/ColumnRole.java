package dev.descent.jobs.init;

import java.util.Locale;

/**
 * What a column is to a model.
 *
 * @param name of the column
 * @param use of its values
 * @param why it is left out, for the comment behind its name; empty where it is used
 * @param features how many it makes, about
 */
record ColumnRole(String name, Use use, String why, int features) {
  /** More categories than this in some rows may be too many in all. */
  private static final int MANY_CATEGORIES = 1_000;

  private static final int FEW_ROWS = 20;

  /** What becomes of the values. */
  enum Use {
    NUMBER,
    CATEGORY,
    /** Numbers and texts, which only a list of the job file makes categories. */
    LISTED_CATEGORY,
    HASHED,
    /** A number, if there is nothing better to learn from. */
    KEY,
    EXCLUDED
  }

  static ColumnRole of(ColumnLook column) {
    if (column.foreignType().isPresent()) {
      return excluded(column, "of type " + column.foreignType().get());
    }
    if (column.there() == 0) {
      return excluded(column, "without a value");
    }
    if (column.isConstant()) {
      return excluded(column, "one value in all rows teaches nothing");
    }
    if (column.isKey()) {
      String why = "another value in each row, as an identifier has";
      return column.isNumbers()
          ? new ColumnRole(column.name(), Use.KEY, why, 1)
          : excluded(column, why);
    }
    return column.isNumbers() ? new ColumnRole(column.name(), Use.NUMBER, "", 1) : ofTexts(column);
  }

  private static ColumnRole ofTexts(ColumnLook column) {
    int distinct = column.distinct();
    if (column.there() >= FEW_ROWS && distinct * 2L > column.there()) {
      String why =
          String.format(Locale.ROOT, "%,d different texts in %,d rows", distinct, column.there());
      return excluded(column, why);
    }
    if (distinct > MANY_CATEGORIES) {
      return new ColumnRole(column.name(), Use.HASHED, "", distinct);
    }
    Use use = column.isMixed() ? Use.LISTED_CATEGORY : Use.CATEGORY;
    return new ColumnRole(column.name(), use, "", distinct);
  }

  private static ColumnRole excluded(ColumnLook column, String why) {
    return new ColumnRole(column.name(), Use.EXCLUDED, why, 0);
  }

  /** The same column, used as numbers. */
  ColumnRole asNumbers() {
    return new ColumnRole(name, Use.NUMBER, "", 1);
  }

  boolean isFeature() {
    return use != Use.EXCLUDED && use != Use.KEY;
  }
}
