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
 * @param figures what else was found, by the name that it has in --json
 */
record Outcome(double seconds, double prepared, double objective, Map<String, Double> figures) {
  /** On the test rows, if the workload has any. */
  static final String ACCURACY = "accuracy";

  /** On the error of the objective, where it is not exact. */
  static final String BOUND = "bound";

  Outcome {
    figures = Map.copyOf(figures);
  }

  /** With nothing else. */
  Outcome(double seconds, double prepared, double objective) {
    this(seconds, prepared, objective, Map.of());
  }

  /** The same with another figure. */
  Outcome with(String name, double value) {
    Map<String, Double> more = new LinkedHashMap<>(figures);
    more.put(name, value);
    return new Outcome(seconds, prepared, objective, more);
  }

  OptionalDouble accuracy() {
    return figure(ACCURACY);
  }

  OptionalDouble bound() {
    return figure(BOUND);
  }

  private OptionalDouble figure(String name) {
    Double value = figures.get(name);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  Map<String, Object> toMap() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("seconds", seconds);
    json.put("prepared", prepared);
    json.put("objective", objective);
    json.put("figures", figures);
    return json;
  }

  static Outcome of(JsonNode json) {
    Map<String, Double> figures = new LinkedHashMap<>();
    json.required("figures")
        .properties()
        .forEach(figure -> figures.put(figure.getKey(), figure.getValue().asDouble()));
    return new Outcome(
        json.required("seconds").asDouble(),
        json.required("prepared").asDouble(),
        json.required("objective").asDouble(),
        figures);
  }
}
