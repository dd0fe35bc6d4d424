package dev.descent.spark.evaluate;

import dev.descent.metric.ScoreBins;
import java.io.Serializable;

/** How the curves of a classification are made. */
public sealed interface CurveMethod extends Serializable {

  /** The bins of the histograms that the pass over the rows makes. */
  ScoreBins bins();

  /** Every distinct probability is a point: the rows are sorted over the cluster. */
  record Exact() implements CurveMethod {
    @Override
    public ScoreBins bins() {
      return new ScoreBins(1);
    }
  }

  /** From a histogram of the probabilities, with a bound on the error of the areas. */
  record OnePass(ScoreBins bins) implements CurveMethod {}
}
