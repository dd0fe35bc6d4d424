package dev.descent.metric;

import dev.descent.math.ExactSums;
import dev.descent.math.Scaled;

/**
 * Areas under the ROC and the PR curve of binary scores; 0 where undefined.
 *
 * @param rocAuc trapezoid area of recall over fall-out, which is the Mann-Whitney probability that
 *     a positive row scores above a negative one, ties counting half
 * @param prAuc trapezoid area of precision over recall, from the point (recall 0, precision 1)
 * @param averagePrecision step sum of precision(k) (recall(k) - recall(k - 1))
 */
public record Areas(double rocAuc, double prAuc, double averagePrecision) {

  /** The areas of all points; sums are exact, and rocAuc is rounded once for whole weights. */
  static Areas of(Curve curve) {
    ExactSums trapezoids = new ExactSums(1);
    ExactSums slopes = new ExactSums(1);
    ExactSums steps = new ExactSums(1);
    for (int k = 1; k < curve.points(); k++) {
      double tp = curve.truePositives(k);
      double before = curve.truePositives(k - 1);
      trapezoids.addProduct(0, curve.falsePositives(k) - curve.falsePositives(k - 1), tp + before);
      double precision = curve.precision(k);
      slopes.addProduct(0, tp - before, precision + curve.precision(k - 1));
      steps.addProduct(0, tp - before, precision);
    }
    Scaled positives = Scaled.of(curve.positives());
    Scaled pairs = positives.times(Scaled.of(2 * curve.negatives()));
    return new Areas(
        ratio(trapezoids.scaled(0), pairs),
        ratio(slopes.scaled(0), positives.plus(positives)),
        ratio(steps.scaled(0), positives));
  }

  private static double ratio(Scaled part, Scaled whole) {
    return whole.signum() == 0 ? 0 : part.over(whole);
  }
}
