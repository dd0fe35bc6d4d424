package dev.descent.spark.evaluate;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The metrics of the rows of a side that have one value in a column.
 *
 * @param column of the slices
 * @param value as text
 * @param measurement of these rows
 */
public record Slice(String column, String value, Measurement measurement) {
  /** The largest loss first: log loss of classes, mean squared error of numbers. */
  static final Comparator<Slice> WORST_FIRST =
      Comparator.comparingDouble((Slice slice) -> slice.measurement.loss())
          .reversed()
          .thenComparing(Slice::column)
          .thenComparing(Slice::value);

  static Slice of(Part part, Measurement measurement) {
    return new Slice(part.column(), part.value(), measurement);
  }

  /** An element of the list "slices" of metrics.json. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("column", column);
    map.put("value", value);
    map.putAll(measurement.toMap());
    return map;
  }
}
