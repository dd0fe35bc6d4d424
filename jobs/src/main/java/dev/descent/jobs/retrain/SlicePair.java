package dev.descent.jobs.retrain;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The metric of both models on the test rows that have one value in a column.
 *
 * @param rows how many these are
 */
public record SlicePair(
    String column, String value, long rows, double champion, double challenger) {

  /** An element of the list "slices" of decision.json. */
  Map<String, Object> toMap() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("column", column);
    json.put("value", value);
    json.put("rows", rows);
    json.put("champion", champion);
    json.put("challenger", challenger);
    return json;
  }
}
