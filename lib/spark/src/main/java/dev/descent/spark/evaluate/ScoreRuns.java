package dev.descent.spark.evaluate;

import dev.descent.metric.ScoreDistribution;
import java.io.Serializable;
import java.util.ArrayList;

/**
 * The distinct scores of many chunks as a few sorted runs, each more than twice as long as the next
 * one, so that every score is merged a logarithmic number of times; given up for good when there
 * are more than {@code limit}, whatever the order in which they came.
 */
final class ScoreRuns implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int limit;
  private final ArrayList<ScoreDistribution> runs = new ArrayList<>();
  private boolean tooMany;

  ScoreRuns(int limit) {
    this.limit = limit;
  }

  /** Adds the rows of {@code run}; returns this. */
  ScoreRuns add(ScoreDistribution run) {
    ScoreDistribution merged = run;
    while (!runs.isEmpty() && runs.get(runs.size() - 1).size() <= 2L * merged.size()) {
      merged = runs.remove(runs.size() - 1).merge(merged);
    }
    if (tooMany || merged.size() > limit) {
      giveUp();
    } else if (merged.size() > 0) {
      runs.add(merged);
    }
    return this;
  }

  /** Adds the rows of {@code that}; returns this. */
  ScoreRuns merge(ScoreRuns that) {
    if (that.tooMany) {
      giveUp();
    }
    that.runs.forEach(this::add);
    return this;
  }

  /** Brings everything into one run, as it should travel; returns this. */
  ScoreRuns compact() {
    ScoreDistribution all = ScoreDistribution.empty();
    for (int k = runs.size() - 1; k >= 0; k--) {
      all = all.merge(runs.get(k));
    }
    runs.clear();
    return add(all);
  }

  /** Whether there are more than {@code limit} distinct scores; known only when compact. */
  boolean tooMany() {
    return tooMany;
  }

  /** All rows, when compact. */
  ScoreDistribution all() {
    return runs.isEmpty() ? ScoreDistribution.empty() : runs.get(0);
  }

  private void giveUp() {
    tooMany = true;
    runs.clear();
  }
}
