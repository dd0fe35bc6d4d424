package dev.descent.metric;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What all points of a curve give, and those of them that are kept for plotting.
 *
 * @param curve the points kept
 * @param points how many distinct scores there are
 * @param deviation how far points that are not kept are from the curve
 * @param areas of all points
 * @param errors how far each area is from that of all distinct scores at most; 0 where it is exact
 * @param ks Kolmogorov and Smirnov's distance of the scores of positive and negative rows, max
 *     |recall - fall-out|
 * @param ksThreshold where that is reached, the highest of several
 * @param gains of the rows with the highest scores
 * @param threshold that was chosen, if there is a goal
 * @param pairs of each class, the weight of its pairs with positive rows that score above, equal
 *     scores counting half; empty for two classes and where scores were binned
 */
public record CurveSummary(
    Curve curve,
    long points,
    Deviation deviation,
    Areas areas,
    Areas errors,
    double ks,
    double ksThreshold,
    Gains gains,
    Optional<Choice> threshold,
    List<Double> pairs) {

  /**
   * How far a point that is not kept is from one that is; 0 where all are kept.
   *
   * @param roc in recall and in fall-out
   * @param pr in precision
   */
  public record Deviation(double roc, double pr) {}

  /**
   * A threshold that was chosen.
   *
   * @param value finite; above all scores where nothing should be predicted positive
   * @param reached false where no threshold reaches what the goal asks for, so that nothing is
   *     predicted positive
   */
  public record Choice(double value, boolean reached) {}

  /** The summary of a curve from all its parts, merged. */
  public static CurveSummary of(CurveFrame frame, CurvePart all) {
    return of(frame, all, new Areas(0, 0, 0));
  }

  static CurveSummary of(CurveFrame frame, CurvePart all, Areas errors) {
    Deviation deviation =
        all.kept.thinned()
            ? new Deviation(frame.rocDeviation(), frame.prDeviation())
            : new Deviation(0, 0);
    return new CurveSummary(
        Curve.of(frame, all),
        all.points,
        deviation,
        all.areas.of(frame.positives(), frame.negatives()),
        errors,
        bothSides(frame) ? all.ks : 0,
        all.ksThreshold,
        new Gains(Arrays.stream(all.gains).boxed().toList()),
        choice(frame, all),
        Arrays.stream(all.pairs.values()).map(twice -> twice / 2).boxed().toList());
  }

  private static boolean bothSides(CurveFrame frame) {
    return frame.positives() > 0 && frame.negatives() > 0;
  }

  /** Predicting nothing positive is a candidate too, the highest one. */
  private static Optional<Choice> choice(CurveFrame frame, CurvePart all) {
    ThresholdGoal goal = frame.goal();
    if (goal == null) {
      return Optional.empty();
    }
    double none = goal.merit(frame.confusion(0, 0));
    double above = all.points == 0 ? 1 : Math.nextUp(all.highest);
    if (none >= all.merit) {
      return Optional.of(new Choice(above, none > ThresholdGoal.NONE));
    }
    return Optional.of(new Choice(all.chosen, true));
  }

  /** Points, deviation and errors, for metrics.json. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("points", points);
    map.put("kept", (long) curve.points() - 1);
    map.put("rocDeviation", deviation.roc());
    map.put("prDeviation", deviation.pr());
    map.put("rocAucError", errors.rocAuc());
    map.put("prAucError", errors.prAuc());
    map.put("averagePrecisionError", errors.averagePrecision());
    return map;
  }
}
