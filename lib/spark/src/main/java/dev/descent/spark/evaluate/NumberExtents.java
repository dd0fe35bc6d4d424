package dev.descent.spark.evaluate;

import dev.descent.metric.ScoreHistogram;
import dev.descent.metric.ScoreKey;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;

/** Of every part a histogram of one bin of each number: least, greatest, and how many rows. */
final class NumberExtents implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TreeMap<Part, ScoreHistogram[]> parts = new TreeMap<>();

  /** One pass over {@code rows}. */
  static Map<Part, List<ScoreHistogram>> of(
      JavaRDD<ScoredRows> rows, RowNumbers numbers, int depth) {
    NumberExtents all =
        rows.treeAggregate(
            new NumberExtents(),
            (extents, chunk) -> extents.add(chunk, numbers),
            NumberExtents::merge,
            depth,
            true);
    Map<Part, List<ScoreHistogram>> extents = new TreeMap<>();
    all.parts.forEach((part, each) -> extents.put(part, List.of(each)));
    return extents;
  }

  private NumberExtents add(ScoredRows chunk, RowNumbers numbers) {
    if (chunk.rows() > 0) {
      ScoreHistogram[] extents =
          parts.computeIfAbsent(chunk.part(), part -> empty(numbers.outputs()));
      double[] values = new double[numbers.outputs()];
      for (int i = 0; i < chunk.rows(); i++) {
        numbers.write(chunk, i, values);
        for (int k = 0; k < values.length; k++) {
          extents[k].add(0, ScoreKey.of(values[k]), 0, chunk.weight(i));
        }
      }
    }
    return this;
  }

  private static ScoreHistogram[] empty(int count) {
    ScoreHistogram[] extents = new ScoreHistogram[count];
    for (int k = 0; k < count; k++) {
      extents[k] = new ScoreHistogram(1);
    }
    return extents;
  }

  private NumberExtents merge(NumberExtents that) {
    that.parts.forEach(
        (part, each) ->
            parts.merge(
                part,
                each,
                (here, there) -> {
                  for (int k = 0; k < here.length; k++) {
                    here[k].merge(there[k]);
                  }
                  return here;
                }));
    return this;
  }
}
