package dev.descent.spark.evaluate;

import dev.descent.metric.ResidualHistogram;
import dev.descent.metric.ResidualQuantiles;
import dev.descent.metric.ResidualSelect;
import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;

/** One pass of the selection of the quantiles of label - prediction, one histogram a part. */
final class Residuals implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TreeMap<Part, ResidualHistogram> histograms = new TreeMap<>();

  private Residuals(Map<Part, ResidualSelect> selections) {
    selections.forEach((part, selection) -> histograms.put(part, selection.histogram()));
  }

  /** The quantiles of each of {@code parts}, which must have rows with a weight. */
  static Map<Part, ResidualQuantiles> quantiles(
      JavaRDD<ScoredRows> rows, Set<Part> parts, int depth) {
    Map<Part, ResidualSelect> selections = new TreeMap<>();
    parts.forEach(part -> selections.put(part, ResidualSelect.start()));
    for (int pass = 0; pass < ResidualSelect.PASSES && !parts.isEmpty(); pass++) {
      Residuals all =
          rows.treeAggregate(
              new Residuals(selections), Residuals::add, Residuals::merge, depth, true);
      all.histograms.forEach(
          (part, histogram) ->
              selections.computeIfPresent(part, (same, selection) -> selection.next(histogram)));
    }
    Map<Part, ResidualQuantiles> values = new TreeMap<>();
    selections.forEach((part, selection) -> values.put(part, selection.quantiles()));
    return values;
  }

  private Residuals add(ScoredRows chunk) {
    ResidualHistogram histogram = histograms.get(chunk.part());
    if (histogram != null) {
      for (int i = 0; i < chunk.rows(); i++) {
        histogram.add(chunk.label(i), chunk.score(i), chunk.weight(i));
      }
    }
    return this;
  }

  private Residuals merge(Residuals that) {
    that.histograms.forEach(
        (part, other) -> histograms.merge(part, other, ResidualHistogram::merge));
    return this;
  }
}
