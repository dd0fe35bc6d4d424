package dev.descent.loss;

import dev.descent.data.Targets;
import dev.descent.math.LogisticSum;
import java.io.Serializable;

/** A loss of scores against labels: value and derivative in one pass over the rows of a tile. */
public sealed interface Loss extends Serializable
    permits Squared, Huber, Poisson, Logistic, Softmax {

  /** Its name in job files and model files. */
  String name();

  /** K, how many scores it takes for a row. */
  int outputs();

  /**
   * The weighted sum of the losses of all rows, added in their order; on return {@code scores}
   * holds the residuals, the derivative of that sum by each score.
   *
   * @param scores [rows x K], column by column, overwritten
   */
  double lossAndResiduals(double[] scores, Targets targets);

  /**
   * Whether {@link #lossAndResiduals(float[], Targets, LogisticSum)} is there for rows of such
   * targets.
   */
  default boolean takesSingles(Targets targets) {
    return false;
  }

  /**
   * The same of scores in float32.
   *
   * @throws UnsupportedOperationException unless {@link #takesSingles}
   */
  default double lossAndResiduals(float[] scores, Targets targets, LogisticSum room) {
    throw new UnsupportedOperationException(name() + " losses take scores in float64");
  }

  /**
   * Turns the scores [K] of a row into what they predict, in place: means of the labels, or the
   * probability of the positive class, or those of all classes.
   */
  void predict(double[] scores);

  /** What the score of a row predicts, for a loss of one score. */
  default double prediction(double score) {
    double[] one = {score};
    predict(one);
    return one[0];
  }
}
