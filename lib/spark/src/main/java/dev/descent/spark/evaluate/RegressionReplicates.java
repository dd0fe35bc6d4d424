package dev.descent.spark.evaluate;

import dev.descent.metric.RegressionMetrics;
import dev.descent.metric.Replicates;
import dev.descent.spark.data.Side;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;

/** The metrics of a regression in every replicate of a bootstrap. */
final class RegressionReplicates implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ArrayList<RegressionTotals> replicates = new ArrayList<>();

  /** Draws the rows of every side; {@code rows} are without slices and have hashes. */
  static Map<Side, Replicates> of(JavaRDD<ScoredRows> rows, Bootstrap bootstrap, int depth) {
    int count = bootstrap.replicates();
    JavaRDD<CountedRows> counted = Copies.of(rows).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      RegressionReplicates sums =
          counted.treeAggregate(
              new RegressionReplicates(),
              (all, chunk) -> all.add(chunk, count),
              RegressionReplicates::merge,
              depth,
              true);
      return sums.sides(ReplicateQuantiles.of(rows, counted, count, depth));
    } finally {
      counted.unpersist(false);
    }
  }

  private Map<Side, Replicates> sides(ReplicateQuantiles quantiles) {
    Map<Side, List<Map<String, Object>>> metrics = new TreeMap<>();
    for (int b = 0; b < replicates.size(); b++) {
      int replicate = b;
      replicates
          .get(b)
          .moments()
          .forEach(
              (part, moments) ->
                  metrics
                      .computeIfAbsent(part.side(), side -> new ArrayList<>())
                      .add(RegressionMetrics.of(moments, quantiles.of(part, replicate)).toMap()));
    }
    Map<Side, Replicates> sides = new TreeMap<>();
    metrics.forEach((side, each) -> sides.put(side, Replicates.of(each)));
    return sides;
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
