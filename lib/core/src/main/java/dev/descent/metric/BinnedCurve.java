package dev.descent.metric;

import dev.descent.math.ExactSums;

/**
 * A curve from a histogram of its scores, with a bound on what the bins hide.
 *
 * <p>The points are those between two bins; at each the threshold is the least score of the bin
 * above, so that its weights are exact. Inside a bin with more than one score the order of its P
 * positive and N negative rows is not known. That moves the pairs of the ROC area by P N / 2 at
 * most. With the weights tp and fp above the bin, every precision inside lies between tp / (tp + fp
 * + N) and (tp + P) / (tp + P + fp), so P times that holds for the sums of the other two areas.
 */
public final class BinnedCurve {
  /** Above what rounding can add to a bound. */
  private static final double ROUNDING = 1 + 0x1p-40;

  private final CurveFrame frame;
  private final CurveScan scan;
  private final ExactSums hidden = new ExactSums(3);

  private BinnedCurve(CurveFrame frame) {
    this.frame = frame;
    this.scan = new CurveScan(frame, new BinaryWeights());
  }

  /** The summary of a curve from the bins of all its rows; it has no pairs of classes. */
  public static CurveSummary of(CurveFrame against, ScoreHistogram histogram) {
    CurveFrame frame = against.ofTwo();
    BinnedCurve curve = new BinnedCurve(frame);
    for (int b = histogram.bins() - 1; b >= 0; b--) {
      if (histogram.rows(b) > 0) {
        curve.add(histogram, b);
      }
    }
    return CurveSummary.of(frame, curve.scan.part(), curve.errors());
  }

  private void add(ScoreHistogram histogram, int bin) {
    BinaryWeights rows = histogram.weights(bin);
    if (histogram.least(bin) < histogram.greatest(bin)) {
      hide(rows.positives(), rows.negatives());
    }
    scan.group(ScoreKey.score(histogram.least(bin)), rows);
  }

  private void hide(double positives, double negatives) {
    if (positives == 0) {
      return;
    }
    hidden.addProduct(0, positives, negatives / 2);
    double tp = scan.truePositives();
    double fp = scan.falsePositives();
    double most = (tp + positives) / (tp + positives + fp);
    double least = BinaryConfusion.ratio(tp, tp + fp + negatives);
    double end = (tp + positives) / (tp + positives + fp + negatives);
    double start = tp + fp == 0 ? 1 : tp / (tp + fp);
    double middle = (start + end) / 2;
    hidden.addProduct(1, positives, Math.max(most - middle, middle - least));
    hidden.addProduct(2, positives, Math.max(most - end, end - least));
  }

  private Areas errors() {
    double pairs = frame.positives() * frame.negatives();
    return new Areas(
        bound(hidden.value(0), pairs),
        bound(hidden.value(1), frame.positives()),
        bound(hidden.value(2), frame.positives()));
  }

  private static double bound(double part, double whole) {
    return Math.min(1, ROUNDING * BinaryConfusion.ratio(part, whole));
  }
}
