package dev.descent.metric;

import java.util.ArrayList;
import java.util.List;

/** A point of a PR curve. */
public record PrecisionRecall(double recall, double precision) {

  /**
   * The points between two of a PR curve, one true positive apart, both ends included.
   *
   * <p>False positives grow linearly with true positives, precision does not: fp(tp) = fp0 + (tp -
   * tp0) (fp1 - fp0) / (tp1 - tp0).
   *
   * <p>Source: Davis and Goadrich, The relationship between precision-recall and ROC curves, ICML
   * 2006, section 3.
   *
   * @throws IllegalArgumentException unless both have the same positive rows and {@code to} has at
   *     least the true positives of {@code from}
   */
  public static List<PrecisionRecall> interpolated(BinaryConfusion from, BinaryConfusion to) {
    double positives = from.positives();
    if (to.positives() != positives || to.tp() < from.tp()) {
      throw new IllegalArgumentException(
          "points must have equal positives and ascending true positives, but were "
              + from
              + ", "
              + to);
    }
    List<PrecisionRecall> points = new ArrayList<>();
    double slope = BinaryConfusion.ratio(to.fp() - from.fp(), to.tp() - from.tp());
    for (double more = 0; from.tp() + more < to.tp(); more++) {
      points.add(point(from.tp() + more, from.fp() + slope * more, positives));
    }
    points.add(point(to.tp(), to.fp(), positives));
    return List.copyOf(points);
  }

  private static PrecisionRecall point(double tp, double fp, double positives) {
    return new PrecisionRecall(
        BinaryConfusion.ratio(tp, positives), BinaryConfusion.ratio(tp, tp + fp));
  }
}
