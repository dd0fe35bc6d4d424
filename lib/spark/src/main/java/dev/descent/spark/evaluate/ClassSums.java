package dev.descent.spark.evaluate;

import dev.descent.loss.Loss;
import java.io.Serializable;

/** What the metrics of one side need, for a model of classes; mergeable with the same bits. */
sealed interface ClassSums extends Serializable permits BinarySums, MultiClassSums {

  /**
   * Of no rows.
   *
   * @param loss of the model
   * @param limit of more distinct probabilities of a class no curve is kept
   */
  static ClassSums of(Loss loss, int limit) {
    return loss.outputs() == 1 ? new BinarySums(limit) : new MultiClassSums(loss.outputs(), limit);
  }

  /** Adds rows of the side, whose scores {@code link} makes probabilities. */
  void add(ScoredRows chunk, Loss link);

  /** Adds the rows of {@code that}, of the same model; returns this. */
  ClassSums merge(ClassSums that);

  /** Makes it as small as it can travel; returns this. */
  ClassSums compact();

  /** How many rows. */
  long rows();

  /** Whether a class has more distinct probabilities than the limit; known only when compact. */
  boolean tooMany();
}
