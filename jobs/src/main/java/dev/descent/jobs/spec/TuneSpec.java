package dev.descent.jobs.spec;

import java.util.List;

/**
 * The section {@code tune}.
 *
 * @param search which combinations of values are tried
 * @param folds into how many parts the training rows are divided, each of which measures what the
 *     others train; 1 where the validation rows of the split measure; at most {@value #MOST_FOLDS}
 * @param metric what candidates are ranked by
 * @param over the keys and their values, in the order of the file; at least one
 */
public record TuneSpec(SearchSpec search, int folds, TuneMetric metric, List<TunedKey> over) {
  /** The most candidates. */
  public static final int MOST = 1000;

  static final int MOST_FOLDS = 100;

  public TuneSpec {
    if (folds < Defaults.HOLD_OUT || folds > MOST_FOLDS) {
      throw new IllegalArgumentException(
          "tune.folds must be from 1 to " + MOST_FOLDS + ", but was " + folds);
    }
    over = List.copyOf(over);
    if (over.isEmpty()) {
      throw new IllegalArgumentException("tune.over must have a key");
    }
    if (!(search instanceof SearchSpec.Random) && hasRange(over)) {
      throw new IllegalArgumentException("a range of tune.over goes with tune.search { random }");
    }
  }

  private static boolean hasRange(List<TunedKey> over) {
    return over.stream().anyMatch(TunedKey.Range.class::isInstance);
  }

  /** Whether some values are drawn from a range. */
  public boolean hasRange() {
    return hasRange(over);
  }

  /** Whether the training rows are divided into folds. */
  public boolean hasFolds() {
    return folds > Defaults.HOLD_OUT;
  }
}
