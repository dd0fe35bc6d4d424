package dev.descent.spark.evaluate;

import dev.descent.metric.RegressionMetrics;
import dev.descent.metric.RegressionMoments;
import dev.descent.metric.Replicates;
import dev.descent.metric.ResidualQuantiles;
import dev.descent.spark.data.Side;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;

/**
 * The sums of every replicate of a regression. Quantiles are not among the metrics of a replicate,
 * because each would need passes of its own.
 */
final class RegressionReplicates implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final List<String> QUANTILES = List.of("medianAbsoluteError", "residualQuantiles");

  private final ArrayList<RegressionTotals> replicates = new ArrayList<>();

  /** Draws the rows of every side; {@code rows} are without slices and have hashes. */
  static Map<Side, Replicates> of(JavaRDD<ScoredRows> rows, Bootstrap bootstrap, int depth) {
    int count = bootstrap.replicates();
    RegressionReplicates all =
        Copies.of(rows)
            .treeAggregate(
                new RegressionReplicates(),
                (sums, chunk) -> sums.add(chunk, count),
                RegressionReplicates::merge,
                depth,
                true);
    Map<Side, List<Map<String, Object>>> metrics = new TreeMap<>();
    for (RegressionTotals one : all.replicates) {
      one.moments()
          .forEach(
              (part, moments) ->
                  metrics
                      .computeIfAbsent(part.side(), side -> new ArrayList<>())
                      .add(withoutQuantiles(moments)));
    }
    Map<Side, Replicates> sides = new TreeMap<>();
    metrics.forEach((side, each) -> sides.put(side, Replicates.of(each)));
    return sides;
  }

  private static Map<String, Object> withoutQuantiles(RegressionMoments moments) {
    Map<String, Object> map = RegressionMetrics.of(moments, ResidualQuantiles.none()).toMap();
    QUANTILES.forEach(map::remove);
    return map;
  }

  private RegressionReplicates add(CountedRows chunk, int count) {
    for (int b = 0; b < count; b++) {
      if (replicates.size() == b) {
        replicates.add(new RegressionTotals());
      }
      replicates.get(b).add(chunk.drawn(b));
    }
    return this;
  }

  private RegressionReplicates merge(RegressionReplicates that) {
    if (replicates.isEmpty()) {
      return that;
    }
    for (int b = 0; b < that.replicates.size(); b++) {
      replicates.get(b).merge(that.replicates.get(b));
    }
    return this;
  }
}
