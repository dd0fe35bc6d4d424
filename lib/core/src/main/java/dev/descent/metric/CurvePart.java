package dev.descent.metric;

import dev.descent.math.ExactSums;
import java.io.Serializable;

/** What {@link CurveScan} found in a range of scores; parts merge from the highest scores down. */
public final class CurvePart implements Serializable {
  private static final long serialVersionUID = 1L;

  final AreaSums areas = new AreaSums();
  final KeptPoints kept;

  /** At each {@link Gains} cut the recall, once it is passed. */
  final double[] gains = new double[Gains.CUTS];

  /** Of each class, twice the weight of its pairs with positive rows that score above. */
  final ExactSums pairs;

  long points;
  double highest = Double.NEGATIVE_INFINITY;
  double lowest = Double.POSITIVE_INFINITY;
  double ks;
  double ksThreshold = Double.POSITIVE_INFINITY;
  double merit = ThresholdGoal.NONE;
  double chosen = Double.POSITIVE_INFINITY;

  CurvePart(CurveFrame frame) {
    kept = new KeptPoints(frame.points());
    pairs = new ExactSums(frame.classes() > 2 ? frame.classes() : 0);
  }

  /** Adds the part of the scores below this one; returns this. */
  public CurvePart merge(CurvePart below) {
    areas.merge(below.areas);
    kept.merge(below.kept);
    pairs.merge(below.pairs);
    for (int cut = 0; cut < gains.length; cut++) {
      gains[cut] += below.gains[cut];
    }
    points += below.points;
    highest = Math.max(highest, below.highest);
    lowest = Math.min(lowest, below.lowest);
    if (below.ks > ks) {
      ks = below.ks;
      ksThreshold = below.ksThreshold;
    }
    if (below.merit > merit) {
      merit = below.merit;
      chosen = below.chosen;
    }
    return this;
  }
}
