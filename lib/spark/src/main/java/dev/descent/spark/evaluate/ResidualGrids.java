package dev.descent.spark.evaluate;

import dev.descent.metric.RegressionMoments;
import dev.descent.metric.ResidualGrid;
import dev.descent.metric.ResidualQuantiles;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;

/** One pass that counts the rows of every side in bins of label, prediction and residual. */
final class ResidualGrids implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TreeMap<Part, ResidualGrid> grids = new TreeMap<>();

  private ResidualGrids(Map<Part, ResidualGrid> empty) {
    grids.putAll(empty);
  }

  /** Those of the whole sides that have quantiles. */
  static Map<Part, ResidualGrid> of(
      JavaRDD<ScoredRows> rows,
      Map<Part, RegressionMoments> moments,
      Map<Part, ResidualQuantiles> quantiles,
      int depth) {
    Map<Part, ResidualGrid> empty = new TreeMap<>();
    quantiles.forEach(
        (part, selected) -> {
          RegressionMoments sums = moments.get(part);
          if (part.isWhole() && sums != null) {
            empty.put(part, ResidualGrid.of(sums, selected));
          }
        });
    return empty.isEmpty()
        ? empty
        : rows.treeAggregate(
                new ResidualGrids(empty), ResidualGrids::add, ResidualGrids::merge, depth, true)
            .grids;
  }

  private ResidualGrids add(ScoredRows chunk) {
    ResidualGrid grid = grids.get(chunk.part());
    if (grid != null) {
      for (int i = 0; i < chunk.rows(); i++) {
        grid.add(chunk.label(i), chunk.score(i), chunk.weight(i));
      }
    }
    return this;
  }

  private ResidualGrids merge(ResidualGrids that) {
    that.grids.forEach((part, other) -> grids.merge(part, other, ResidualGrid::merge));
    return this;
  }
}
