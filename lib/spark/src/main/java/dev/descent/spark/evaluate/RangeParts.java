package dev.descent.spark.evaluate;

import dev.descent.metric.CurveFrame;
import dev.descent.metric.CurvePart;
import dev.descent.metric.CurveScan;
import dev.descent.metric.ScoreBlock;
import java.util.ArrayList;
import java.util.List;
import scala.Tuple2;

/** What the ranges gave, by curve. */
final class RangeParts {
  private final List<CurvePart> curves = new ArrayList<>();

  /**
   * Merges the parts of every curve from the highest scores down.
   *
   * @param firsts of each curve the number of its first range, and at last how many there are
   * @param parts of every range, in any order
   */
  RangeParts(List<CurveFrame> frames, int[] firsts, List<Tuple2<Integer, CurvePart>> parts) {
    CurvePart[] byRange = new CurvePart[firsts[frames.size()]];
    parts.forEach(part -> byRange[part._1()] = part._2());
    for (int curve = 0; curve < frames.size(); curve++) {
      CurvePart all = CurveScan.of(frames.get(curve), new ScoreBlock(0));
      for (int range = firsts[curve + 1] - 1; range >= firsts[curve]; range--) {
        all.merge(byRange[range]);
      }
      curves.add(all);
    }
  }

  /** The whole of a curve. */
  CurvePart of(int curve) {
    return curves.get(curve);
  }
}
