package dev.descent.jobs.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A bar for each name, lying one below the other.
 *
 * @param values of each name, as many
 */
record BarChart(String title, String unit, List<String> names, List<Double> values)
    implements Part {
  BarChart {
    if (names.size() != values.size()) {
      throw new IllegalArgumentException(
          title + " must have as many names as values, but had " + names + " and " + values);
    }
  }

  @Override
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", "bars");
    map.put("title", title);
    map.put("unit", unit);
    map.put("names", names.stream().map(Show::name).toList());
    map.put("values", values);
    return map;
  }
}
