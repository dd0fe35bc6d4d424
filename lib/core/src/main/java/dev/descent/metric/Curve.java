package dev.descent.metric;

import dev.descent.math.ExactSums;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What each threshold gives: points 0 to n for n distinct scores, thresholds descending.
 *
 * <p>Point 0 lies above all scores (threshold infinite, nothing predicted positive); point k
 * predicts as positive the rows with a score >= the k-th largest. ROC is (fallOut, recall) from (0,
 * 0) to (1, 1); PR is (recall, precision), starting by convention at (0, 1).
 *
 * <p>Source: Fawcett, An introduction to ROC analysis, Pattern Recognition Letters 27, 2006.
 */
public final class Curve {
  private final double[] thresholds;
  private final double[] tp;
  private final double[] fp;

  private Curve(int points) {
    thresholds = new double[points];
    tp = new double[points];
    fp = new double[points];
  }

  /** The curve of all distinct scores; cumulated weights are rounded once from exact sums. */
  public static Curve of(ScoreDistribution scores) {
    int n = scores.size();
    Curve curve = new Curve(n + 1);
    curve.thresholds[0] = Double.POSITIVE_INFINITY;
    ExactSums above = new ExactSums(2);
    for (int k = 1; k <= n; k++) {
      curve.thresholds[k] = scores.score(n - k);
      above.add(0, scores.positiveWeight(n - k));
      above.add(1, scores.negativeWeight(n - k));
      curve.tp[k] = above.value(0);
      curve.fp[k] = above.value(1);
    }
    return curve;
  }

  /** One more than there are distinct scores. */
  public int points() {
    return thresholds.length;
  }

  /** The threshold of point {@code k}; infinite for k = 0. */
  public double threshold(int k) {
    return thresholds[k];
  }

  /** The weight of the true positives at point {@code k}. */
  public double truePositives(int k) {
    return tp[k];
  }

  /** The weight of the false positives at point {@code k}. */
  public double falsePositives(int k) {
    return fp[k];
  }

  /** The weight of all positive rows. */
  public double positives() {
    return tp[tp.length - 1];
  }

  /** The weight of all negative rows. */
  public double negatives() {
    return fp[fp.length - 1];
  }

  /** The recall at point {@code k}; 0 without positive rows. */
  public double recall(int k) {
    return BinaryConfusion.ratio(tp[k], positives());
  }

  /** The fall-out at point {@code k}; 0 without negative rows. */
  public double fallOut(int k) {
    return BinaryConfusion.ratio(fp[k], negatives());
  }

  /** The precision at point {@code k}; 1 at point 0, where nothing is predicted positive. */
  public double precision(int k) {
    return k == 0 ? 1 : BinaryConfusion.ratio(tp[k], tp[k] + fp[k]);
  }

  /** The four weights at point {@code k}. */
  public BinaryConfusion confusion(int k) {
    return new BinaryConfusion(tp[k], fp[k], negatives() - fp[k], positives() - tp[k]);
  }

  /** The four weights when rows with a score >= {@code threshold} are predicted positive. */
  public BinaryConfusion at(double threshold) {
    if (Double.isNaN(threshold)) {
      throw new IllegalArgumentException("threshold must be a number, but was NaN");
    }
    int low = 0;
    int high = thresholds.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (thresholds[middle] >= threshold) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return confusion(low);
  }

  /**
   * The distinct score that, as the threshold, maximizes {@code goal}; the highest of several.
   *
   * @throws IllegalStateException without any row
   */
  public double bestThreshold(ToDoubleFunction<BinaryConfusion> goal) {
    if (points() == 1) {
      throw new IllegalStateException("a threshold needs rows, but there are none");
    }
    int best = 1;
    double highest = Double.NEGATIVE_INFINITY;
    for (int k = 1; k < points(); k++) {
      double value = goal.applyAsDouble(confusion(k));
      if (value > highest) {
        highest = value;
        best = k;
      }
    }
    return thresholds[best];
  }

  /** The areas under this curve, of all its points. */
  public Areas areas() {
    return Areas.of(this);
  }

  /** All points, for the tables of {@link CurveTables}. */
  public int[] allPoints() {
    return IntStream.range(0, points()).toArray();
  }

  /**
   * At most {@code atMost} points whose polyline stays close to all ROC points; see {@link
   * Thinning}.
   */
  public Thinning thinned(int atMost) {
    return Thinning.of(new Thinning.Polyline(points(), this::fallOut, this::recall), atMost);
  }
}
