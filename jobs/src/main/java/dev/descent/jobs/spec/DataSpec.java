package dev.descent.jobs.spec;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The section {@code data}.
 *
 * @param train the rows to train on, before a split; those to evaluate where a job with scores has
 *     no others
 * @param test a test table of its own; never together with a share {@code split.test}
 * @param split how train rows are divided
 * @param label the column to predict
 * @param score the columns of predictions that the rows have already; none is the label or weight
 * @param positive the value of the positive class (logistic), where the job file fixes it
 * @param classes the classes in their order, at least two and distinct, where the job file fixes
 *     it; else empty
 * @param weight the column of row weights
 * @param key the columns that identify a row; empty when the row's content does
 * @param skipAtMost the share of the rows of a source that are left out where they cannot be used,
 *     in (0, 1); empty where the job then fails
 * @param trainShare of the training rows, those to train on, in (0, 1]
 * @param filter what the rows to train on, to test and to evaluate must meet, before a split
 */
public record DataSpec(
    SourceSpec train,
    Optional<SourceSpec> test,
    Optional<SplitSpec> split,
    String label,
    Optional<ScoreSpec> score,
    Optional<Scalar> positive,
    List<Scalar> classes,
    Optional<String> weight,
    List<String> key,
    OptionalDouble skipAtMost,
    double trainShare,
    List<FilterSpec> filter) {
  public DataSpec {
    Bound.requireText("data.label", label);
    classes = List.copyOf(classes);
    if (!classes.isEmpty() && !areClasses(classes)) {
      throw new IllegalArgumentException(
          "data.classes must be at least two and distinct, but was " + classes);
    }
    weight.ifPresent(column -> Bound.requireText("data.weight", column));
    score.ifPresent(scores -> requireApart(scores.columns(), label, weight));
    requireCounted(score, classes);
    key = List.copyOf(key);
    key.forEach(column -> Bound.requireText("data.key", column));
    skipAtMost.ifPresent(share -> Bound.OPEN_UNIT.require("data.bad-rows.skip-at-most", share));
    Bound.SHARE_ABOVE_0.require("data.train-share", trainShare);
    filter = List.copyOf(filter);
  }

  static boolean areClasses(List<Scalar> classes) {
    return classes.size() >= 2 && new HashSet<>(classes).size() == classes.size();
  }

  private static void requireApart(List<String> scores, String label, Optional<String> weight) {
    if (scores.contains(label) || weight.filter(scores::contains).isPresent()) {
      throw new IllegalArgumentException(
          "data.score must differ from data.label and data.weight, but was " + scores);
    }
  }

  private static void requireCounted(Optional<ScoreSpec> score, List<Scalar> classes) {
    int columns = score.map(ScoreSpec::columns).map(List::size).orElse(1);
    if (columns > 1 && !classes.isEmpty() && classes.size() != columns) {
      throw new IllegalArgumentException(
          "data.classes must be as many as the columns of data.score = "
              + columns
              + ", but was "
              + classes);
    }
  }

  /** Whether there are test rows, from a table of their own or from the split. */
  public boolean hasTest() {
    return test.isPresent() || split.map(SplitSpec::hasTest).orElse(false);
  }

  /** Whether there are validation rows. */
  public boolean hasValidation() {
    return split.map(SplitSpec::hasValidation).orElse(false);
  }
}
