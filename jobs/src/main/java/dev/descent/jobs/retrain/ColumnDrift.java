package dev.descent.jobs.retrain;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far the training rows of a challenger have moved from those of the champion in one column.
 *
 * @param psi population stability index, from 0
 * @param ks the largest difference of the distribution functions, in [0, 1]
 */
public record ColumnDrift(String column, double psi, double ks) {

  /** An element of the list "drift" of decision.json. */
  Map<String, Object> toMap() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("column", column);
    json.put("psi", psi);
    json.put("ks", ks);
    return json;
  }
}
