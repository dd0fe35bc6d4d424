package dev.descent.metric;

import java.util.Arrays;
import java.util.List;

/**
 * The rows of a run's curve files, for all points of a curve or those of a {@link Thinning}.
 *
 * <p>Point 0 has the threshold {@code Infinity}.
 */
public final class CurveTables {
  private CurveTables() {}

  /** roc.csv: threshold, fallOut, recall. */
  public static Table roc(Curve curve, int[] points) {
    int[] at = points.clone();
    return new Table(
        List.of("threshold", "fallOut", "recall"),
        at.length,
        i -> new double[] {curve.threshold(at[i]), curve.fallOut(at[i]), curve.recall(at[i])});
  }

  /** pr.csv: threshold, recall, precision. */
  public static Table pr(Curve curve, int[] points) {
    int[] at = points.clone();
    return new Table(
        List.of("threshold", "recall", "precision"),
        at.length,
        i -> new double[] {curve.threshold(at[i]), curve.recall(at[i]), curve.precision(at[i])});
  }

  /** thresholds.csv: threshold, tp, fp, tn, fn, precision, recall, fallOut, f1; no point 0. */
  public static Table thresholds(Curve curve, int[] points) {
    int[] at = Arrays.stream(points).filter(k -> k > 0).toArray();
    return new Table(
        List.of("threshold", "tp", "fp", "tn", "fn", "precision", "recall", "fallOut", "f1"),
        at.length,
        i -> thresholdRow(curve.threshold(at[i]), curve.confusion(at[i])));
  }

  private static double[] thresholdRow(double threshold, BinaryConfusion at) {
    return new double[] {
      threshold,
      at.tp(),
      at.fp(),
      at.tn(),
      at.fn(),
      at.precision(),
      at.recall(),
      at.fallOut(),
      at.f1()
    };
  }
}
