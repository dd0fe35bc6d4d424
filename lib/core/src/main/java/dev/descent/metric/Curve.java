package dev.descent.metric;

/**
 * What each threshold gives: points 0 to n for n distinct scores, thresholds descending. Of more
 * scores than can be plotted a curve holds some, see {@link CurveSummary.Deviation}.
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

  /** The curve of all distinct scores of two classes, of which 1 is positive. */
  public static Curve of(ScoreBlock rows) {
    BinaryWeights all = new BinaryWeights();
    for (int i = 0; i < rows.size(); i++) {
      all.add(rows.actual(i), rows.weight(i));
    }
    CurveFrame frame = CurveFrame.binary(all, null, Integer.MAX_VALUE);
    return of(frame, CurveScan.of(frame, rows));
  }

  /** The points that a scan kept, with the first and the last one in any case. */
  static Curve of(CurveFrame frame, CurvePart part) {
    KeptPoints kept = part.kept;
    boolean whole = kept.size() > 0 && kept.threshold(kept.size() - 1) == part.lowest;
    int last = kept.size() + (whole || part.points == 0 ? 0 : 1);
    Curve curve = new Curve(last + 1);
    curve.thresholds[0] = Double.POSITIVE_INFINITY;
    for (int k = 0; k < kept.size(); k++) {
      curve.thresholds[k + 1] = kept.threshold(k);
      curve.tp[k + 1] = kept.tp(k);
      curve.fp[k + 1] = kept.fp(k);
    }
    if (last > kept.size()) {
      curve.thresholds[last] = part.lowest;
      curve.tp[last] = frame.positives();
      curve.fp[last] = frame.negatives();
    }
    return curve;
  }

  /** One more than there are distinct scores, unless some are left out. */
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

  /**
   * The four weights when rows with a score >= {@code threshold} are predicted positive, of a curve
   * that leaves none out.
   */
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

  /** The areas under this curve, which are those of all scores if none is left out. */
  public Areas areas() {
    AreaSums sums = new AreaSums();
    for (int k = 1; k < points(); k++) {
      sums.add(tp[k - 1], fp[k - 1], tp[k], fp[k]);
    }
    return sums.of(positives(), negatives());
  }
}
