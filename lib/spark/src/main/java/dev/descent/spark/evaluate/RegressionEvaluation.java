package dev.descent.spark.evaluate;

import dev.descent.metric.RegressionMetrics;
import dev.descent.metric.RegressionMoments;
import dev.descent.metric.Replicates;
import dev.descent.metric.ResidualGrid;
import dev.descent.metric.ResidualQuantiles;
import dev.descent.spark.data.Side;
import dev.descent.spark.data.Table;
import dev.descent.spark.source.BadRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;

/**
 * Evaluates a regression: one pass over each table, then the passes of the quantiles over the
 * labels and scores and one that counts them in bins; these are kept for that at 16 bytes a row.
 */
final class RegressionEvaluation {
  private final Subject subject;
  private final Evaluation.Settings settings;

  RegressionEvaluation(Subject subject, Evaluation.Settings settings) {
    this.subject = subject;
    this.settings = settings;
  }

  Evaluation of(List<Table> tables) {
    List<JavaRDD<ScoredRows>> scored = new ArrayList<>();
    try {
      for (Table table : tables) {
        scored.add(Scoring.of(table, subject, settings).persist(StorageLevel.MEMORY_AND_DISK()));
      }
      List<JavaRDD<ScoredRows>> all =
          scored.stream().map(rows -> rows.flatMap(ScoredRows::withSlices)).toList();
      List<RegressionTotals> byTable = totals(tables, all);
      Map<String, BadRows> skipped =
          Evaluation.skipped(tables, byTable.stream().map(RegressionTotals::bad).toList());
      RegressionTotals totals = new RegressionTotals();
      byTable.forEach(totals::merge);
      Evaluation.requireFew(totals.moments().keySet());
      Map<Part, ResidualQuantiles> quantiles = quantiles(totals, all);
      Map<Part, ResidualGrid> grids = grids(totals, quantiles, scored);
      return Evaluation.of(measured(totals, quantiles, grids), replicates(scored)).without(skipped);
    } finally {
      scored.forEach(rows -> rows.unpersist(false));
    }
  }

  private Map<Side, Replicates> replicates(List<JavaRDD<ScoredRows>> scored) {
    return settings
        .metrics()
        .bootstrap()
        .flatMap(
            bootstrap ->
                scored.stream()
                    .reduce(JavaRDD::union)
                    .map(bootstrap::drawn)
                    .map(rows -> RegressionReplicates.of(rows, bootstrap, settings.depth())))
        .orElseGet(Map::of);
  }

  private List<RegressionTotals> totals(List<Table> tables, List<JavaRDD<ScoredRows>> scored) {
    List<RegressionTotals> totals = new ArrayList<>();
    for (int t = 0; t < tables.size(); t++) {
      JavaRDD<ScoredRows> rows = scored.get(t);
      totals.add(tables.get(t).pass(() -> totals(rows, settings.depth())));
    }
    return totals;
  }

  private static RegressionTotals totals(JavaRDD<ScoredRows> rows, int depth) {
    return rows.treeAggregate(
        new RegressionTotals(), RegressionTotals::add, RegressionTotals::merge, depth, true);
  }

  /** A part whose rows all have weight 0 has no quantiles. */
  private Map<Part, ResidualQuantiles> quantiles(
      RegressionTotals totals, List<JavaRDD<ScoredRows>> scored) {
    return scored.stream()
        .reduce(JavaRDD::union)
        .map(
            rows ->
                Residuals.quantiles(
                    rows,
                    totals.moments().entrySet().stream()
                        .filter(part -> part.getValue().rows() > 0)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()),
                    settings.depth()))
        .orElseGet(Map::of);
  }

  private Map<Part, ResidualGrid> grids(
      RegressionTotals totals,
      Map<Part, ResidualQuantiles> quantiles,
      List<JavaRDD<ScoredRows>> scored) {
    return scored.stream()
        .reduce(JavaRDD::union)
        .map(rows -> ResidualGrids.of(rows, totals.moments(), quantiles, settings.depth()))
        .orElseGet(Map::of);
  }

  private static Map<Part, Measurement> measured(
      RegressionTotals totals,
      Map<Part, ResidualQuantiles> quantiles,
      Map<Part, ResidualGrid> grids) {
    Map<Part, Measurement> parts = new TreeMap<>();
    for (Map.Entry<Part, RegressionMoments> entry : totals.moments().entrySet()) {
      Part part = entry.getKey();
      ResidualQuantiles selected = quantiles.getOrDefault(part, ResidualQuantiles.none());
      parts.put(
          part,
          new Measurement.Regression(
              totals.rows(part),
              RegressionMetrics.of(entry.getValue(), selected),
              Optional.ofNullable(grids.get(part))));
    }
    return parts;
  }
}
