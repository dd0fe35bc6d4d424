package dev.descent.spark.evaluate;

import dev.descent.metric.BinaryWeights;
import dev.descent.metric.CurveFrame;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/** What is known of every curve and range of every replicate, before it is walked down. */
final class ReplicateFrames implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[] curveOfRange;

  /** Of each curve and replicate. */
  private final CurveFrame[][] frames;

  /** Of each range and replicate, the weights of the rows that score above. */
  private final BinaryWeights[][] above;

  /**
   * Adds up the weights of the ranges.
   *
   * @param weights of each range those of every replicate
   */
  ReplicateFrames(RangePlan plan, BinaryWeights[][] weights, int replicates) {
    int[] firsts = plan.firsts();
    int curves = firsts.length - 1;
    curveOfRange = new int[plan.size()];
    frames = new CurveFrame[curves][replicates];
    above = new BinaryWeights[plan.size()][replicates];
    for (int curve = 0; curve < curves; curve++) {
      for (int b = 0; b < replicates; b++) {
        BinaryWeights sum = new BinaryWeights();
        for (int range = firsts[curve + 1] - 1; range >= firsts[curve]; range--) {
          curveOfRange[range] = curve;
          above[range][b] = sum.copy();
          sum.merge(weights[range][b]);
        }
        frames[curve][b] = plan.frame(curve, sum);
      }
    }
  }

  CurveFrame frame(int range, int replicate) {
    return frames[curveOfRange[range]][replicate];
  }

  BinaryWeights above(int range, int replicate) {
    return above[range][replicate];
  }

  /** The frames of all curves of one replicate. */
  List<CurveFrame> ofCurves(int replicate) {
    return Arrays.stream(frames).map(each -> each[replicate]).toList();
  }
}
