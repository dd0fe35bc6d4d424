package dev.descent.spark.evaluate;

import dev.descent.metric.ConfusionMatrix;
import dev.descent.metric.CurveSummary;
import dev.descent.metric.Replicates;
import dev.descent.metric.ScoreHistogram;
import dev.descent.spark.data.Side;
import dev.descent.spark.data.Table;
import dev.descent.spark.source.BadRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;

/**
 * Evaluates a classification: one pass over each table, then for exact curves those of {@link
 * ExactCurves} over the labels and scores, which are kept for them, and one more where the
 * threshold is chosen.
 */
final class ClassEvaluation {
  /** Where a threshold is chosen: not on the rows that should show how good the choice is. */
  private static final List<Side> CHOOSING = List.of(Side.VALIDATION, Side.TRAIN, Side.TEST);

  private final Subject subject;
  private final Evaluation.Settings settings;
  private final CurveRequest request;

  ClassEvaluation(Subject subject, Evaluation.Settings settings) {
    this.subject = subject;
    this.settings = settings;
    this.request =
        new CurveRequest(subject.link(), settings.metrics().goal().orElse(null), settings.depth());
  }

  Evaluation of(List<Table> tables) {
    List<JavaRDD<ScoredRows>> scored = new ArrayList<>();
    try {
      for (Table table : tables) {
        JavaRDD<ScoredRows> rows = Scoring.of(table, subject, settings);
        scored.add(readsAgain() ? rows.persist(StorageLevel.MEMORY_AND_DISK()) : rows);
      }
      List<JavaRDD<ScoredRows>> all =
          scored.stream().map(rows -> rows.flatMap(ScoredRows::withSlices)).toList();
      List<ClassTotals> totals = totals(tables, all);
      Map<String, BadRows> skipped =
          Evaluation.skipped(tables, totals.stream().map(ClassTotals::bad).toList());
      Map<Part, ClassSums> sums = sums(totals);
      Evaluation.requireFew(sums.keySet());
      return sums.isEmpty()
          ? Evaluation.NONE
          : measured(sums, union(all), union(scored)).without(skipped);
    } finally {
      scored.forEach(rows -> rows.unpersist(false));
    }
  }

  /** Whether there is a pass after the first one. */
  private boolean readsAgain() {
    return metrics().curves() instanceof CurveMethod.Exact
        || metrics().goal().isPresent()
        || metrics().bootstrap().isPresent();
  }

  private static JavaRDD<ScoredRows> union(List<JavaRDD<ScoredRows>> scored) {
    return scored.stream().reduce(JavaRDD::union).orElseThrow();
  }

  private List<ClassTotals> totals(List<Table> tables, List<JavaRDD<ScoredRows>> scored) {
    ClassPass pass =
        new ClassPass(subject.link(), metrics().curves().bins(), metrics().threshold());
    List<ClassTotals> totals = new ArrayList<>();
    for (int t = 0; t < tables.size(); t++) {
      JavaRDD<ScoredRows> rows = scored.get(t);
      totals.add(tables.get(t).pass(() -> ClassTotals.of(rows, pass, settings.depth())));
    }
    return totals;
  }

  private static Map<Part, ClassSums> sums(List<ClassTotals> totals) {
    ClassTotals all = new ClassTotals();
    totals.forEach(all::merge);
    return all.parts();
  }

  /** With the slices of {@code rows}, and the replicates of those of {@code whole} without. */
  private Evaluation measured(
      Map<Part, ClassSums> sums, JavaRDD<ScoredRows> rows, JavaRDD<ScoredRows> whole) {
    Map<Part, List<CurveSummary>> curves = curves(sums, rows);
    Optional<CurveSummary.Choice> choice = choice(curves);
    double threshold = choice.map(CurveSummary.Choice::value).orElse(metrics().threshold());
    Map<Part, ConfusionMatrix> confusions =
        choice.isPresent()
            ? Confusions.at(threshold, rows, subject.link(), settings.depth())
            : Map.of();
    Map<Part, Measurement> parts = new TreeMap<>();
    sums.forEach(
        (part, sum) -> {
          List<CurveSummary> each = Objects.requireNonNull(curves.get(part));
          ConfusionMatrix chosen = confusions.get(part);
          if (sum instanceof MultiClassSums several) {
            parts.put(part, several.of(each, subject.classes().orElseThrow()));
          } else if (chosen == null) {
            parts.put(part, ((BinarySums) sum).of(each.get(0), threshold));
          } else {
            parts.put(part, ((BinarySums) sum).of(each.get(0), chosen, choice.orElseThrow()));
          }
        });
    Map<Side, Replicates> replicates =
        metrics()
            .bootstrap()
            .map(
                bootstrap ->
                    new ClassReplicates(subject, settings, threshold)
                        .of(
                            bootstrap.drawn(whole),
                            extentsOfSides(sums, bootstrap.sides()),
                            bootstrap))
            .orElseGet(Map::of);
    return Evaluation.of(parts, replicates);
  }

  private static Map<Part, List<ScoreHistogram>> extentsOfSides(
      Map<Part, ClassSums> sums, Set<Side> sides) {
    Map<Part, List<ScoreHistogram>> extents = new TreeMap<>();
    sums.forEach(
        (part, sum) -> {
          if (part.isWhole() && sides.contains(part.side())) {
            extents.put(part, sum.histograms());
          }
        });
    return extents;
  }

  private Map<Part, List<CurveSummary>> curves(
      Map<Part, ClassSums> sums, JavaRDD<ScoredRows> rows) {
    Map<Part, List<ScoreHistogram>> histograms = new TreeMap<>();
    sums.forEach((part, sum) -> histograms.put(part, sum.histograms()));
    if (metrics().curves() instanceof CurveMethod.OnePass) {
      Map<Part, List<CurveSummary>> curves = new TreeMap<>();
      histograms.forEach((part, each) -> curves.put(part, request.binned(each)));
      return curves;
    }
    return new ExactCurves(rows, request, ExactCurves.TaskRows.USUAL).of(histograms);
  }

  private Optional<CurveSummary.Choice> choice(Map<Part, List<CurveSummary>> curves) {
    return CHOOSING.stream()
        .flatMap(side -> Stream.ofNullable(curves.get(Part.of(side))))
        .flatMap(each -> each.get(0).threshold().stream())
        .findFirst();
  }

  private MetricSettings metrics() {
    return settings.metrics();
  }
}
