package dev.descent.jobs.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What one engine made of one workload in one round.
 *
 * @param seconds from cached data to the result
 * @param prepared seconds from files to cached data
 * @param objective mean loss of the model over the training rows, without what a penalty of its own
 *     adds; or the ROC area
 * @param accuracy on the test rows, if the workload has any
 * @param bound on the error of the objective, where it is not exact
 */
record Outcome(
    double seconds,
    double prepared,
    double objective,
    OptionalDouble accuracy,
    OptionalDouble bound) {

  /** Of a model. */
  Outcome(double seconds, double prepared, double objective, OptionalDouble accuracy) {
    this(seconds, prepared, objective, accuracy, OptionalDouble.empty());
  }

  Map<String, Object> toMap() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("seconds", seconds);
    json.put("prepared", prepared);
    json.put("objective", objective);
    accuracy.ifPresent(value -> json.put("accuracy", value));
    bound.ifPresent(value -> json.put("bound", value));
    return json;
  }

  static Outcome of(JsonNode json) {
    return new Outcome(
        json.required("seconds").asDouble(),
        json.required("prepared").asDouble(),
        json.required("objective").asDouble(),
        number(json.path("accuracy")),
        number(json.path("bound")));
  }

  private static OptionalDouble number(JsonNode node) {
    return node.isNumber() ? OptionalDouble.of(node.asDouble()) : OptionalDouble.empty();
  }
}
