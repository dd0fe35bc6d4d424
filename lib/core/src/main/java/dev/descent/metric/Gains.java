package dev.descent.metric;

import java.util.List;

/**
 * Gain and lift: of the rows with the highest scores, a share q of all, which share of the positive
 * rows is among them, and how many times q that is.
 *
 * <p>Among rows of equal scores a cut takes the same share of positive and negative ones, so gain
 * is linear between two points of the curve.
 *
 * @param recalls the gain at the cuts 1/CUTS, 2/CUTS, .., 1 [CUTS]
 */
public record Gains(List<Double> recalls) {
  /** A cut at every 5 percent of the rows. */
  public static final int CUTS = 20;

  /** Requires a gain for every cut. */
  public Gains {
    recalls = List.copyOf(recalls);
    if (recalls.size() != CUTS) {
      throw new IllegalArgumentException("gains must be " + CUTS + ", but were " + recalls.size());
    }
  }

  /** From a point of a curve to the next one. */
  record Step(double tpBefore, double fpBefore, double tp, double fp) {}

  /** Sets the gains of the cuts that {@code step} passes. */
  static void pass(CurveFrame frame, double[] gains, Step step) {
    double rows = frame.positives() + frame.negatives();
    double before = (step.tpBefore() + step.fpBefore()) / rows;
    double after = (step.tp() + step.fp()) / rows;
    int next = (int) (before * CUTS);
    for (int cut = Math.max(1, next); cut <= CUTS && cut <= after * CUTS + 1; cut++) {
      double share = cut / (double) CUTS;
      if (before < share && share <= after) {
        double part = (share - before) / (after - before);
        gains[cut - 1] =
            frame.recall(step.tpBefore()) * (1 - part) + frame.recall(step.tp()) * part;
      }
    }
  }

  /** gains.csv: share of the rows, gain, lift. */
  public Table table() {
    return new Table(
        List.of("share", "gain", "lift"),
        CUTS,
        cut -> {
          double share = (cut + 1) / (double) CUTS;
          return new double[] {share, recalls.get(cut), recalls.get(cut) / share};
        });
  }
}
