package dev.descent.metric;

import dev.descent.math.ExactSums;
import dev.descent.math.Scaled;
import java.io.Serializable;

/** The sums of {@link Areas} over points of a curve; mergeable with the same bits in any order. */
final class AreaSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ExactSums trapezoids = new ExactSums(1);
  private final ExactSums slopes = new ExactSums(1);
  private final ExactSums steps = new ExactSums(1);

  /** Adds what lies between a point and the next one, of more predicted positive. */
  void add(double tpBefore, double fpBefore, double tp, double fp) {
    if (fp != fpBefore && tp + tpBefore != 0) {
      trapezoids.addProduct(0, fp - fpBefore, tp + tpBefore);
    }
    if (tp != tpBefore) {
      double precision = tp / (tp + fp);
      double before = tpBefore + fpBefore == 0 ? 1 : tpBefore / (tpBefore + fpBefore);
      slopes.addProduct(0, tp - tpBefore, precision + before);
      steps.addProduct(0, tp - tpBefore, precision);
    }
  }

  void merge(AreaSums that) {
    trapezoids.merge(that.trapezoids);
    slopes.merge(that.slopes);
    steps.merge(that.steps);
  }

  /** The areas when these are all points of a curve that ends with these weights. */
  Areas of(double positives, double negatives) {
    Scaled all = Scaled.of(positives);
    Scaled pairs = all.times(Scaled.of(2 * negatives));
    return new Areas(
        ratio(trapezoids.scaled(0), pairs),
        ratio(slopes.scaled(0), all.plus(all)),
        ratio(steps.scaled(0), all));
  }

  static double ratio(Scaled part, Scaled whole) {
    return whole.signum() == 0 ? 0 : part.over(whole);
  }
}
