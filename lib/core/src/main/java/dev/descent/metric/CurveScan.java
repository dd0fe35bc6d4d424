package dev.descent.metric;

/**
 * Walks down the distinct scores of a curve and collects what its points give.
 *
 * <p>The scores may come in ranges, each scanned on its own, when the weights above the range are
 * known: what is found does not depend on the ranges, to the bit.
 */
public final class CurveScan {
  private final CurveFrame frame;
  private final CurvePart part;

  /** The rows with a score >= that of the point reached. */
  private final BinaryWeights above;

  private double tp;
  private double fp;

  /** Starts below the rows of {@code above}, which is left as it is. */
  public CurveScan(CurveFrame frame, BinaryWeights above) {
    this.frame = frame;
    this.part = new CurvePart(frame);
    this.above = above.copy();
    this.tp = this.above.positives();
    this.fp = this.above.negatives();
  }

  /** All of a curve whose rows are here; they are sorted. */
  public static CurvePart of(CurveFrame frame, ScoreBlock all) {
    return new CurveScan(frame, new BinaryWeights()).over(all.sort());
  }

  /** Walks down the rows of {@code sorted}. */
  public CurvePart over(ScoreBlock sorted) {
    int last = sorted.size() - 1;
    while (last >= 0) {
      long key = sorted.key(last);
      int first = last;
      while (first >= 0 && sorted.key(first) == key) {
        int positive = sorted.actual(first) == frame.positiveClass() ? 1 : 0;
        above.add(positive, sorted.weight(first));
        first--;
      }
      double before = tp;
      point(ScoreKey.score(key));
      if (frame.classes() > 2) {
        pairs(sorted, first + 1, last, before + tp);
      }
      last = first;
    }
    return part;
  }

  /** Walks on to a threshold, with the rows that it adds. */
  void group(double threshold, BinaryWeights rows) {
    above.merge(rows);
    point(threshold);
  }

  double truePositives() {
    return tp;
  }

  double falsePositives() {
    return fp;
  }

  CurvePart part() {
    return part;
  }

  private void point(double threshold) {
    double tpBefore = tp;
    double fpBefore = fp;
    tp = above.positives();
    fp = above.negatives();
    part.areas.add(tpBefore, fpBefore, tp, fp);
    boolean first =
        frame.rocCell(tp, fp) != frame.rocCell(tpBefore, fpBefore)
            || frame.prCell(tp, fp) != frame.prCell(tpBefore, fpBefore);
    part.kept.add(threshold, tp, fp, first);
    part.points++;
    part.highest = Math.max(part.highest, threshold);
    part.lowest = threshold;
    double distance = Math.abs(frame.recall(tp) - frame.fallOut(fp));
    if (distance > part.ks) {
      part.ks = distance;
      part.ksThreshold = threshold;
    }
    Gains.pass(frame, part.gains, new Gains.Step(tpBefore, fpBefore, tp, fp));
    choose(threshold);
  }

  private void choose(double threshold) {
    ThresholdGoal goal = frame.goal();
    if (goal != null) {
      double merit = goal.merit(frame.confusion(tp, fp));
      if (merit > part.merit) {
        part.merit = merit;
        part.chosen = threshold;
      }
    }
  }

  /** Rows of equal scores are above each other by half. */
  private void pairs(ScoreBlock sorted, int from, int to, double twiceAbove) {
    for (int i = from; i <= to; i++) {
      if (sorted.actual(i) != frame.positiveClass() && twiceAbove > 0) {
        part.pairs.addProduct(sorted.actual(i), sorted.weight(i), twiceAbove);
      }
    }
  }
}
