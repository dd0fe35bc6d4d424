package dev.descent.spark.evaluate;

import dev.descent.metric.KeyRanges;
import dev.descent.metric.ScoreHistogram;
import dev.descent.metric.ScoreKey;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/** One pass that finds where to cut the ranges with too many rows, for every curve. */
final class CutHistograms implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Of each curve, one for every range to cut; none before the first row. */
  private ScoreHistogram[][] curves = {};

  static CutHistograms of(
      JavaRDD<ScoredRows> rows, CurveRequest request, CurveNumbers numbers, KeyRanges.Cuts[] cuts) {
    return rows.treeAggregate(
        new CutHistograms(),
        (sum, chunk) -> chunk.rows() == 0 ? sum : sum.add(chunk, request, numbers, cuts),
        CutHistograms::merge,
        request.depth(),
        true);
  }

  /** The ranges of every curve, cut. */
  List<KeyRanges> cut(List<KeyRanges> ranges, long limit) {
    List<KeyRanges> cut = new ArrayList<>();
    for (int curve = 0; curve < ranges.size(); curve++) {
      cut.add(ranges.get(curve).cut(curves[curve], limit));
    }
    return cut;
  }

  private CutHistograms add(
      ScoredRows chunk, CurveRequest request, CurveNumbers numbers, KeyRanges.Cuts[] cuts) {
    if (curves.length == 0) {
      curves = new ScoreHistogram[cuts.length][];
      for (int curve = 0; curve < cuts.length; curve++) {
        curves[curve] = cuts[curve].histograms();
      }
    }
    RowNumbers sorted = request.numbers();
    double[] each = new double[sorted.outputs()];
    int first = numbers.first(chunk.part());
    for (int i = 0; i < chunk.rows(); i++) {
      sorted.write(chunk, i, each);
      int actual = sorted.actual(chunk, i);
      for (int k = 0; k < each.length; k++) {
        int one = actual == sorted.positive(k) ? 1 : 0;
        cuts[first + k].add(curves[first + k], ScoreKey.of(each[k]), one, chunk.weight(i));
      }
    }
    return this;
  }

  private CutHistograms merge(CutHistograms that) {
    if (curves.length == 0) {
      return that;
    }
    for (int curve = 0; curve < that.curves.length; curve++) {
      for (int range = 0; range < curves[curve].length; range++) {
        curves[curve][range].merge(that.curves[curve][range]);
      }
    }
    return this;
  }
}
