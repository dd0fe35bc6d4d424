package dev.descent.metric;

import java.util.List;

/** The rows of a run's curve files. Point 0 has the threshold {@code Infinity}. */
public final class CurveTables {
  private CurveTables() {}

  /** roc.csv: threshold, fallOut, recall. */
  public static Table roc(Curve curve) {
    return new Table(
        List.of("threshold", "fallOut", "recall"),
        curve.points(),
        k -> new double[] {curve.threshold(k), curve.fallOut(k), curve.recall(k)});
  }

  /** pr.csv: threshold, recall, precision. */
  public static Table pr(Curve curve) {
    return new Table(
        List.of("threshold", "recall", "precision"),
        curve.points(),
        k -> new double[] {curve.threshold(k), curve.recall(k), curve.precision(k)});
  }

  /** thresholds.csv: threshold, tp, fp, tn, fn, precision, recall, fallOut, f1; no point 0. */
  public static Table thresholds(Curve curve) {
    return new Table(
        List.of("threshold", "tp", "fp", "tn", "fn", "precision", "recall", "fallOut", "f1"),
        curve.points() - 1,
        k -> thresholdRow(curve.threshold(k + 1), curve.confusion(k + 1)));
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
