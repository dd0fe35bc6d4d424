package dev.descent.jobs.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What one engine made of one workload in one round.
 *
 * @param seconds from cached data to model
 * @param prepared seconds from files to cached data
 * @param objective mean loss of the model over the training rows, without what a penalty of its own
 *     adds
 * @param accuracy on the test rows, if the workload has any
 */
record Outcome(double seconds, double prepared, double objective, OptionalDouble accuracy) {

  Map<String, Object> toMap() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("seconds", seconds);
    json.put("prepared", prepared);
    json.put("objective", objective);
    accuracy.ifPresent(value -> json.put("accuracy", value));
    return json;
  }

  static Outcome of(JsonNode json) {
    JsonNode accuracy = json.path("accuracy");
    return new Outcome(
        json.required("seconds").asDouble(),
        json.required("prepared").asDouble(),
        json.required("objective").asDouble(),
        accuracy.isNumber() ? OptionalDouble.of(accuracy.asDouble()) : OptionalDouble.empty());
  }
}
