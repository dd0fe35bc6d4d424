package dev.descent.loss;

import dev.descent.data.Targets;
import java.io.Serializable;

/** A loss of scores against labels: value and derivative in one pass over the rows of a tile. */
public sealed interface Loss extends Serializable permits Squared, Logistic {

  /** Its name in job files and model files. */
  String name();

  /**
   * The weighted sum of the losses of all rows, added in their order; on return {@code scores}
   * holds the residuals, the derivative of that sum by each score.
   *
   * @param scores [rows x 1], overwritten
   */
  double lossAndResiduals(double[] scores, Targets targets);

  /** What a score predicts: the mean of the label, or the probability of the positive class. */
  double prediction(double score);
}
