package dev.descent.jobs.spec;

import java.util.OptionalDouble;

/** The key {@code evaluation.threshold}: the probability from which a row counts as positive. */
public sealed interface ThresholdSpec {

  /** The threshold itself; empty where rows are needed to choose it. */
  default OptionalDouble fixed() {
    return OptionalDouble.empty();
  }

  /** The threshold where a job file has none: 0.5. */
  static ThresholdSpec usual() {
    return new At(Defaults.THRESHOLD);
  }

  /**
   * The same threshold for all rows.
   *
   * @param probability in [0, 1]
   */
  record At(double probability) implements ThresholdSpec {
    public At {
      Bound.UNIT.require("evaluation.threshold", probability);
    }

    @Override
    public OptionalDouble fixed() {
      return OptionalDouble.of(probability);
    }
  }

  /** What can be maximized. */
  enum Measure {
    /** The harmonic mean of precision and recall. */
    F1,
    /** Matthews' correlation. */
    MCC,
    /** Youden's index, recall - fall-out. */
    YOUDEN,
    /** The share of the rows that are predicted right. */
    ACCURACY,
    /** The mean of recall and specificity. */
    BALANCED_ACCURACY
  }

  /** The threshold of the most of a measure. */
  record Maximize(Measure measure) implements ThresholdSpec {}

  /**
   * The threshold of the most F-beta.
   *
   * @param beta how much recall counts beside precision, above 0
   */
  record MaximizeFBeta(double beta) implements ThresholdSpec {
    public MaximizeFBeta {
      Bound.POSITIVE.require("threshold.beta", beta);
    }
  }

  /**
   * The threshold of the most recall among those of enough precision.
   *
   * @param precision the least, in (0, 1]
   */
  record PrecisionAtLeast(double precision) implements ThresholdSpec {
    public PrecisionAtLeast {
      Bound.SHARE_ABOVE_0.require("threshold.precision-at-least", precision);
    }
  }

  /**
   * The threshold of the most precision among those of enough recall.
   *
   * @param recall the least, in (0, 1]
   */
  record RecallAtLeast(double recall) implements ThresholdSpec {
    public RecallAtLeast {
      Bound.SHARE_ABOVE_0.require("threshold.recall-at-least", recall);
    }
  }

  /**
   * The threshold of the least sum of costs; they are not both 0.
   *
   * @param falsePositive the cost of a false positive of weight 1, at least 0
   * @param falseNegative the cost of a false negative of weight 1, at least 0
   */
  record Cost(double falsePositive, double falseNegative) implements ThresholdSpec {
    public Cost {
      Bound.NON_NEGATIVE.require("threshold.cost.false-positive", falsePositive);
      Bound.NON_NEGATIVE.require("threshold.cost.false-negative", falseNegative);
      if (falsePositive == 0 && falseNegative == 0) {
        throw new IllegalArgumentException("threshold.cost must not be 0 both times");
      }
    }
  }
}
