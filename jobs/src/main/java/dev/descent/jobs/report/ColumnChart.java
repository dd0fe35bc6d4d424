package dev.descent.jobs.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Columns beside each other, one for each bin of a number.
 *
 * @param note one sentence on how to read it
 * @param label what the number is
 */
record ColumnChart(String title, String note, String label, List<Column> columns) implements Part {
  private static final int DIGITS = 5;

  /** How many rows a bin holds, by its middle. */
  record Column(double middle, double rows) {
    List<Double> toList() {
      return List.of(Show.rounded(middle, DIGITS), Show.rounded(rows, DIGITS));
    }
  }

  ColumnChart {
    columns = List.copyOf(columns);
  }

  @Override
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", "columns");
    map.put("title", title);
    map.put("note", note);
    map.put("label", label);
    map.put("columns", columns.stream().map(Column::toList).toList());
    return map;
  }
}
