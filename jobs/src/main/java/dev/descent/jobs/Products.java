package dev.descent.jobs;

import dev.descent.objective.GramSource;
import dev.descent.objective.RememberedGram;
import dev.descent.spark.data.HashOrderedTiles;
import dev.descent.spark.data.TrainingData;
import dev.descent.spark.train.TreeAggregatedGram;
import java.util.Optional;

/**
 * The products of the features of a data set, summed when they are first asked for.
 *
 * @param train those of the training rows
 * @param validation those of the validation rows, if there are any
 */
record Products(GramSource train, Optional<GramSource> validation) {

  /** Of {@code data}, merged by a tree of {@code depth}. */
  static Products of(TrainingData data, int depth) {
    int features = data.encoding().features().size();
    return new Products(
        of(data.train(), features, depth),
        data.validation().map(rows -> of(rows, features, depth)));
  }

  private static GramSource of(HashOrderedTiles rows, int features, int depth) {
    return new RememberedGram(new TreeAggregatedGram(rows, features, depth));
  }
}
