package dev.descent.spark.evaluate;

import dev.descent.metric.RadixHistogram;
import dev.descent.metric.RadixSelect;
import dev.descent.spark.data.Side;
import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;

/** One pass of the selection of the medians of |label - prediction|, one histogram a side. */
final class AbsoluteErrors implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TreeMap<Side, RadixHistogram> histograms = new TreeMap<>();

  private AbsoluteErrors(Map<Side, RadixSelect> medians) {
    medians.forEach((side, median) -> histograms.put(side, median.histogram()));
  }

  /** The median of each of {@code sides}, which must have rows with a weight. */
  static Map<Side, Double> medians(JavaRDD<ScoredRows> rows, Set<Side> sides, int depth) {
    Map<Side, RadixSelect> medians = new TreeMap<>();
    sides.forEach(side -> medians.put(side, RadixSelect.median()));
    for (int pass = 0; pass < RadixSelect.PASSES && !sides.isEmpty(); pass++) {
      AbsoluteErrors all =
          rows.treeAggregate(
              new AbsoluteErrors(medians), AbsoluteErrors::add, AbsoluteErrors::merge, depth, true);
      all.histograms.forEach(
          (side, histogram) ->
              medians.computeIfPresent(side, (same, median) -> median.next(histogram)));
    }
    Map<Side, Double> values = new TreeMap<>();
    medians.forEach((side, median) -> values.put(side, median.value()));
    return values;
  }

  private AbsoluteErrors add(ScoredRows chunk) {
    RadixHistogram histogram = histograms.get(chunk.side());
    if (histogram != null) {
      for (int i = 0; i < chunk.rows(); i++) {
        histogram.add(Math.abs(chunk.label(i) - chunk.score(i)), chunk.weight(i));
      }
    }
    return this;
  }

  private AbsoluteErrors merge(AbsoluteErrors that) {
    that.histograms.forEach((side, other) -> histograms.merge(side, other, RadixHistogram::merge));
    return this;
  }
}
