package dev.descent.spark.evaluate;

import dev.descent.metric.ScoreHistogram;
import java.io.Serializable;
import java.util.List;

/** What the metrics of one side need, for a model of classes; mergeable with the same bits. */
sealed interface ClassSums extends Serializable permits BinarySums, MultiClassSums {

  /** Of no rows, for scores that {@code link} makes probabilities. */
  static ClassSums of(ClassPass pass) {
    return pass.link().outputs() == 1
        ? new BinarySums(pass.bins().bins())
        : new MultiClassSums(pass.link().outputs(), pass.bins().bins());
  }

  /** Adds rows of the side. */
  void add(ScoredRows chunk, ClassPass pass);

  /** Adds the rows of {@code that}, of the same model; returns this. */
  ClassSums merge(ClassSums that);

  /** How many rows. */
  long rows();

  /** The probabilities of every class that has a curve: of two the positive one, else all. */
  List<ScoreHistogram> histograms();
}
