package dev.descent.spark.data;

import dev.descent.data.Numbers;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;

/** What may be wrong with a value that is to become a feature. */
enum FeatureProblem {
  MISSING(
      " is missing", "; fill it, set features.missing or leave the column out (features.exclude)"),
  NOT_FINITE(" is NaN or infinite", "; clean it or leave the column out (features.exclude)"),
  TEXT(
      " holds text, not a number",
      "; clean it, list the column in features.categorical or leave it out (features.exclude)"),
  UNSEEN(
      " has a category that no training row has",
      "; clean it, set features.unseen = ignore or leave the column out (features.exclude)"),
  NO_VECTOR(" is missing", "; fill it or drop the row"),
  NUMBER_MISSING(" has a vector with a number missing", "; fill it or drop the row"),
  NUMBER_NOT_FINITE(
      " has a vector with a number that is NaN or infinite", "; clean it or drop the row"),
  INDICES(" has a sparse vector whose indices do not ascend or reach its size", "; write it again"),
  SIZE(
      " has a vector of another size than the training rows",
      "; make all vectors alike or drop the row"),
  TOO_LONG(
      " has a vector with an index beyond those of the training rows",
      "; drop the row, or train on rows that have it");

  private final String words;
  private final String beforeTraining;

  FeatureProblem(String words, String beforeTraining) {
    this.words = words;
    this.beforeTraining = beforeTraining;
  }

  /** The problem of a value that is to be a number; null if there is none. */
  static @Nullable FeatureProblem ofNumber(InternalRow row, int ordinal, ColumnType type) {
    if (type.isMissing(row, ordinal)) {
      return MISSING;
    }
    if (Math.abs(type.number(row, ordinal)) <= Double.MAX_VALUE) {
      return null;
    }
    boolean spelled = type != PlainType.TEXT || Numbers.isSpelled(type.text(row, ordinal));
    return spelled ? NOT_FINITE : TEXT;
  }

  /** What it is, as it follows the name of a column. */
  String words() {
    return words;
  }

  /** What to do about it while the features can still be chosen. */
  String beforeTraining() {
    return beforeTraining;
  }
}
