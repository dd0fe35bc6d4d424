package dev.descent.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of data that a run has kept.
 *
 * @param line of examples.jsonl
 */
record KeptRow(JsonNode line) {

  /** Whether it is there for its loss. */
  boolean isWorst() {
    return line.path("kind").asText().equals("worst");
  }

  /** Whether it has a class. */
  boolean isOfClass() {
    return line.has("probabilities");
  }

  JsonNode label() {
    return line.path("label");
  }

  JsonNode prediction() {
    return line.path("prediction");
  }

  /** Whether its class is taken for another one. */
  boolean isWrong() {
    return isOfClass() && !label().equals(prediction());
  }

  /** Label less prediction. */
  double residual() {
    return label().asDouble() - prediction().asDouble();
  }

  JsonNode loss() {
    return line.path("loss");
  }

  /** The probability of the predicted class. */
  double confidence() {
    return line.path("probabilities").path(prediction().asText()).asDouble();
  }

  List<String> columns() {
    List<String> names = new ArrayList<>();
    values().fieldNames().forEachRemaining(names::add);
    return names;
  }

  JsonNode value(String column) {
    return values().path(column);
  }

  /** The value of a column as a number; NaN where it is none. */
  double number(String column) {
    return value(column).asDouble(Double.NaN);
  }

  private JsonNode values() {
    return line.path("values");
  }

  /** A value as a cell of a table. */
  static Object cell(JsonNode value) {
    if (value.isNumber()) {
      return value.asDouble();
    }
    return value.isNull() || value.isMissingNode() ? "" : Show.name(value.asText());
  }
}
