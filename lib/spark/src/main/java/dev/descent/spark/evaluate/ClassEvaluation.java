package dev.descent.spark.evaluate;

import dev.descent.model.Model;
import dev.descent.spark.data.Side;
import dev.descent.spark.data.Table;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;

/** Evaluates a model of classes: one pass over each table. */
final class ClassEvaluation {
  private final Model model;
  private final Evaluation.Settings settings;
  private final Function<Table, CurveBudget> budgets;

  ClassEvaluation(Model model, Evaluation.Settings settings, Function<Table, CurveBudget> budgets) {
    this.model = model;
    this.settings = settings;
    this.budgets = budgets;
  }

  Map<Side, Measurement> sides(List<Table> tables) {
    List<ClassTotals> totals = tables.stream().map(this::totals).toList();
    Evaluation.requireNone(tables, totals.stream().map(ClassTotals::bad).toList());
    ClassTotals all = new ClassTotals();
    for (int t = 0; t < tables.size(); t++) {
      all.merge(totals.get(t));
      requireCurves(all, tables.get(t));
    }
    Map<Side, Measurement> sides = new TreeMap<>();
    all.sides().forEach((side, sums) -> sides.put(side, measurement(sums)));
    return sides;
  }

  private Measurement measurement(ClassSums sums) {
    return sums instanceof MultiClassSums several
        ? several.of(model.classes().orElseThrow())
        : ((BinarySums) sums).at(settings.threshold());
  }

  private ClassTotals totals(Table table) {
    JavaRDD<ScoredRows> scored = Scoring.of(table, model, settings.labels());
    int limit = budgets.apply(table).limit();
    return table.pass(() -> ClassTotals.of(scored, model.loss(), limit, settings.depth()));
  }

  private void requireCurves(ClassTotals totals, Table table) {
    totals.sides().values().stream()
        .filter(ClassSums::tooMany)
        .findFirst()
        .ifPresent(
            sums -> {
              throw budgets.apply(table).exceeded(table.where(), sums.rows());
            });
  }
}
