package dev.descent.spark.evaluate;

import dev.descent.metric.ResidualHistogram;
import dev.descent.metric.ResidualQuantiles;
import dev.descent.metric.ResidualSelect;
import dev.descent.spark.data.Side;
import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;

/** One pass of the selection of the quantiles of label - prediction, one histogram a side. */
final class Residuals implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TreeMap<Side, ResidualHistogram> histograms = new TreeMap<>();

  private Residuals(Map<Side, ResidualSelect> selections) {
    selections.forEach((side, selection) -> histograms.put(side, selection.histogram()));
  }

  /** The quantiles of each of {@code sides}, which must have rows with a weight. */
  static Map<Side, ResidualQuantiles> quantiles(
      JavaRDD<ScoredRows> rows, Set<Side> sides, int depth) {
    Map<Side, ResidualSelect> selections = new TreeMap<>();
    sides.forEach(side -> selections.put(side, ResidualSelect.start()));
    for (int pass = 0; pass < ResidualSelect.PASSES && !sides.isEmpty(); pass++) {
      Residuals all =
          rows.treeAggregate(
              new Residuals(selections), Residuals::add, Residuals::merge, depth, true);
      all.histograms.forEach(
          (side, histogram) ->
              selections.computeIfPresent(side, (same, selection) -> selection.next(histogram)));
    }
    Map<Side, ResidualQuantiles> values = new TreeMap<>();
    selections.forEach((side, selection) -> values.put(side, selection.quantiles()));
    return values;
  }

  private Residuals add(ScoredRows chunk) {
    ResidualHistogram histogram = histograms.get(chunk.side());
    if (histogram != null) {
      for (int i = 0; i < chunk.rows(); i++) {
        histogram.add(chunk.label(i), chunk.score(i), chunk.weight(i));
      }
    }
    return this;
  }

  private Residuals merge(Residuals that) {
    that.histograms.forEach(
        (side, other) -> histograms.merge(side, other, ResidualHistogram::merge));
    return this;
  }
}
