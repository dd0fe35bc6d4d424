package dev.descent.metric;

import dev.descent.math.ExactSums;
import dev.descent.math.Scaled;
import java.io.Serializable;

/**
 * The weighted sum of the halves y log(y/f) - (y - f) of the Poisson deviances of labels y and
 * predictions f, mergeable with the same bits in any order.
 *
 * <p>Where y and f are near each other the terms cancel; there, with v = (y - f) / (y + f), it is
 * the series (y - f) v + 2 y sum_j v^(2j+1) / (2j + 1), j >= 1, to some units in the last place.
 *
 * <p>Source: Loader, Fast and accurate computation of binomial probabilities, 2000, section 3.
 */
final class PoissonDeviance implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The |v| below which the series is summed: each of its terms is below 1/100 of the last. */
  private static final double NEAR = 0.1;

  private final ExactSums sum = new ExactSums(1);

  /** Whether a row had no deviance. */
  private boolean outside;

  /**
   * Adds a row of weight > 0; it has no deviance where the label is < 0, the prediction is not > 0
   * or the deviance is larger than a double.
   */
  void add(double label, double prediction, double weight) {
    double half = label >= 0 && prediction > 0 ? half(label, prediction) : Double.NaN;
    if (half < Double.POSITIVE_INFINITY) {
      sum.addWeighted(0, weight, half);
    } else {
      outside = true;
    }
  }

  PoissonDeviance merge(PoissonDeviance that) {
    sum.merge(that.sum);
    outside |= that.outside;
    return this;
  }

  /** Whether every row had a deviance. */
  boolean isDefined() {
    return !outside;
  }

  /** The sum of the halves of the rows that have one. */
  Scaled halves() {
    return sum.scaled(0);
  }

  /** y log(y/f) - (y - f); infinite or NaN where it leaves the range of a double. */
  private static double half(double y, double f) {
    double v = (y - f) / (y + f);
    if (Math.abs(v) < NEAR && y + f < Double.POSITIVE_INFINITY) {
      return near(y, y - f, v);
    }
    return y == 0 ? f : y * log(y, f) - (y - f);
  }

  private static double near(double y, double difference, double v) {
    double sum = difference * v;
    double power = 2 * y * v;
    double before = Double.NaN;
    for (int odd = 3; sum != before; odd += 2) {
      power *= v * v;
      before = sum;
      sum += power / odd;
    }
    return sum;
  }

  private static double log(double y, double f) {
    double ratio = y / f;
    boolean inRange = ratio >= Double.MIN_NORMAL && ratio < Double.POSITIVE_INFINITY;
    return inRange ? StrictMath.log(ratio) : StrictMath.log(y) - StrictMath.log(f);
  }
}
