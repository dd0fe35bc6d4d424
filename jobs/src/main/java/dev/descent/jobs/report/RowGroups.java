package dev.descent.jobs.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Rows of classes as points, a group for each class, and rings around those taken for another. */
final class RowGroups {
  private RowGroups() {}

  /** The points of {@code rows}, in the order of {@code classes}. */
  static List<PointChart.Points> of(
      List<KeptRow> rows,
      List<String> classes,
      ToDoubleFunction<KeptRow> x,
      ToDoubleFunction<KeptRow> y) {
    List<PointChart.Points> groups = new ArrayList<>();
    for (String name : classes) {
      List<KeptRow> own = rows.stream().filter(row -> row.label().asText().equals(name)).toList();
      groups.add(PointChart.Points.of(name, PointChart.Look.PLAIN, own, x, y));
    }
    List<KeptRow> wrong = rows.stream().filter(KeptRow::isWrong).toList();
    groups.add(PointChart.Points.of("taken for another", PointChart.Look.RING, wrong, x, y));
    return groups;
  }
}
