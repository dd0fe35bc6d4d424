package dev.descent.jobs.retrain;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one gate says of a challenger.
 *
 * @param name its key in the job file
 * @param bound what the job file sets
 * @param passed whether the challenger may pass
 * @param why in words, with the numbers
 */
public record Gate(String name, double bound, boolean passed, String why) {

  /** An element of the list "gates" of decision.json. */
  Map<String, Object> toMap() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("gate", name);
    json.put("bound", bound);
    json.put("passed", passed);
    json.put("why", why);
    return json;
  }
}
