package dev.descent.metric;

import java.io.Serializable;

/**
 * What a threshold is chosen for: the one of most {@link #merit}, of equal ones the highest.
 *
 * <p>Candidates are every distinct score, and the next number above the highest one, with which no
 * row is predicted positive.
 */
public sealed interface ThresholdGoal extends Serializable {
  /** The merit of a threshold that must not be chosen. */
  double NONE = Double.NEGATIVE_INFINITY;

  /** How much a threshold with this confusion is worth. */
  double merit(BinaryConfusion at);

  /** What can be maximized. */
  enum Measure {
    /** F1. */
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

  /** The most of a measure. */
  record Maximize(Measure measure) implements ThresholdGoal {
    @Override
    public double merit(BinaryConfusion at) {
      return switch (measure) {
        case F1 -> at.f1();
        case MCC -> at.mcc();
        case YOUDEN -> at.recall() - at.fallOut();
        case ACCURACY -> at.accuracy();
        case BALANCED_ACCURACY -> at.balancedAccuracy();
      };
    }
  }

  /** The most F-beta, in which recall counts {@code beta} > 0 times as much as precision. */
  record MaximizeFBeta(double beta) implements ThresholdGoal {
    /** Requires a finite beta > 0. */
    public MaximizeFBeta {
      if (!(beta > 0 && beta < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("beta must be finite and > 0, but was " + beta);
      }
    }

    @Override
    public double merit(BinaryConfusion at) {
      double squared = beta * beta;
      return BinaryConfusion.ratio(
          (1 + squared) * at.tp(), (1 + squared) * at.tp() + squared * at.fn() + at.fp());
    }
  }

  /** The most recall of the thresholds whose precision is at least {@code precision}. */
  record PrecisionAtLeast(double precision) implements ThresholdGoal {
    /** Requires a precision in (0, 1]. */
    public PrecisionAtLeast {
      requireShare("precision", precision);
    }

    @Override
    public double merit(BinaryConfusion at) {
      return at.precision() >= precision ? at.recall() : NONE;
    }
  }

  /** The most precision of the thresholds whose recall is at least {@code recall}. */
  record RecallAtLeast(double recall) implements ThresholdGoal {
    /** Requires a recall in (0, 1]. */
    public RecallAtLeast {
      requireShare("recall", recall);
    }

    @Override
    public double merit(BinaryConfusion at) {
      return at.recall() >= recall ? at.precision() : NONE;
    }
  }

  /**
   * The least sum of costs.
   *
   * @param falsePositive cost of a false positive of weight 1, >= 0
   * @param falseNegative cost of a false negative of weight 1, >= 0
   */
  record LeastCost(double falsePositive, double falseNegative) implements ThresholdGoal {
    /** Requires finite costs >= 0 that are not both 0. */
    public LeastCost {
      boolean finite = Double.isFinite(falsePositive) && Double.isFinite(falseNegative);
      if (!finite || !(falsePositive >= 0 && falseNegative >= 0)) {
        throw new IllegalArgumentException(
            "costs must be finite and >= 0, but were " + falsePositive + ", " + falseNegative);
      }
      if (falsePositive + falseNegative == 0) {
        throw new IllegalArgumentException("one of the costs must be > 0");
      }
    }

    @Override
    public double merit(BinaryConfusion at) {
      return -(at.fp() * falsePositive + at.fn() * falseNegative);
    }
  }

  private static void requireShare(String name, double value) {
    if (!(value > 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be in (0, 1], but was " + value);
    }
  }
}
