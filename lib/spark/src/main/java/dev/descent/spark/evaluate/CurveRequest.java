package dev.descent.spark.evaluate;

import dev.descent.metric.BinnedCurve;
import dev.descent.metric.CurveFrame;
import dev.descent.metric.CurveSummary;
import dev.descent.metric.ScoreHistogram;
import dev.descent.metric.ThresholdGoal;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What curves are made of.
 *
 * @param numbers that are sorted: the probabilities of classes, or residuals
 * @param goal what a threshold is to be chosen for, of two classes; null for no choice
 * @param depth of the trees that merge
 */
record CurveRequest(RowNumbers numbers, @Nullable ThresholdGoal goal, int depth)
    implements Serializable {
  /** About so many points of all curves of a side are kept for plotting. */
  private static final int POINTS = 10_000;

  /** The frames of the curves of one side. */
  List<CurveFrame> frames(List<ScoreHistogram> histograms) {
    int curves = histograms.size();
    if (curves == 1) {
      return List.of(CurveFrame.binary(histograms.get(0).all(), goal, POINTS));
    }
    int points = Math.max(CurveFrame.LEAST_POINTS, POINTS / curves);
    return IntStream.range(0, curves)
        .mapToObj(k -> CurveFrame.oneOf(curves, k, histograms.get(k).all(), points))
        .toList();
  }

  /** The curves of one side, from the bins of their histograms. */
  List<CurveSummary> binned(List<ScoreHistogram> histograms) {
    List<CurveFrame> frames = frames(histograms);
    return IntStream.range(0, frames.size())
        .mapToObj(k -> BinnedCurve.of(frames.get(k), histograms.get(k)))
        .toList();
  }
}
