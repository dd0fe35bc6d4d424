package dev.descent.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What tuning tried, and what came of it. */
final class TuneParts {
  private static final String VALUE = "value";
  private static final String TRAINING = "training";
  private static final String TRAIN_SHARE = "data.train-share";
  private static final String ERROR = "standardError";

  /** More lines than these are nothing to look at. */
  private static final int MOST_LINES = 6;

  /** Numbers further apart than this are drawn by their ratios. */
  private static final double WIDE = 50;

  private final JsonNode leaderboard;
  private final String metric;
  private final List<JsonNode> candidates = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();

  TuneParts(JsonNode leaderboard) {
    this.leaderboard = leaderboard;
    this.metric = title(leaderboard.path("metric").asText());
    leaderboard.path("candidates").forEach(candidates::add);
    leaderboard.path("keys").forEach(key -> keys.add(key.asText()));
  }

  /** A name of a job file as metrics.json has it, and then as people do. */
  private static String title(String word) {
    StringBuilder field = new StringBuilder();
    for (String part : word.split("-", -1)) {
      boolean first = field.length() == 0 || part.isEmpty();
      field.append(
          first ? part : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
    }
    return Metric.of(field.toString()).map(Metric::title).orElse("Validation loss");
  }

  Optional<Section> section() {
    if (candidates.isEmpty()) {
      return Optional.empty();
    }
    List<Part> parts = new ArrayList<>();
    chart().filter(LineChart::isWorthDrawing).ifPresent(parts::add);
    parts.add(table());
    return Optional.of(new Section("tuning", "What was tried", parts));
  }

  private Part table() {
    List<String> columns = new ArrayList<>(List.of("rank"));
    keys.forEach(key -> columns.add(Show.name(key)));
    columns.addAll(List.of(metric, "standard error", "on training rows", "epochs", "ended"));
    List<List<Object>> rows = candidates.stream().map(this::row).toList();
    long folds = leaderboard.path("folds").asLong();
    return new Part.Table(
        "Leaderboard",
        columns,
        rows,
        folds > 1
            ? "Means of " + folds + " folds of the training rows, and the standard errors of these."
            : "On the validation rows.");
  }

  private List<Object> row(JsonNode candidate) {
    List<Object> row = new ArrayList<>();
    row.add(candidate.path("rank").isInt() ? (Object) candidate.path("rank").asDouble() : "-");
    for (String key : keys) {
      JsonNode setting = candidate.path("settings").path(key);
      row.add(setting.isNumber() ? (Object) setting.asDouble() : Show.name(setting.asText()));
    }
    row.add(number(candidate.path(VALUE)));
    row.add(number(candidate.path(ERROR)));
    row.add(number(candidate.path(TRAINING)));
    row.add(candidate.path("epochs").asDouble());
    row.add(
        candidate.path("problem").isTextual()
            ? candidate.path("problem").asText()
            : candidate.path("stopReason").asText().toLowerCase(Locale.ROOT).replace('_', ' '));
    return row;
  }

  private static Object number(JsonNode value) {
    return value.isNumber() ? (Object) value.asDouble() : "";
  }

  /** The metric by the one key that is a number, a line for each choice of the others. */
  private Optional<LineChart> chart() {
    List<String> numeric = keys.stream().filter(this::isNumber).toList();
    if (numeric.size() != 1) {
      return Optional.empty();
    }
    String key = numeric.get(0);
    Map<String, List<JsonNode>> lines = new LinkedHashMap<>();
    candidates.stream()
        .filter(one -> one.path(VALUE).isNumber())
        .sorted(Comparator.comparingInt(one -> one.path("candidate").asInt()))
        .forEach(one -> lines.computeIfAbsent(others(one, key), k -> new ArrayList<>()).add(one));
    if (lines.isEmpty() || lines.size() > MOST_LINES) {
      return Optional.empty();
    }
    lines.values().forEach(line -> line.sort(Comparator.comparingDouble(one -> x(one, key))));
    return Optional.of(
        LineChart.of(
            heading(key),
            lines.size() > 1
                ? "A line for each choice of the other keys."
                : "On the rows that measure, and on those that were trained on.",
            new LineChart.Axes(axis(key), Axis.of(metric)),
            lines.size() > 1 ? series(lines, key) : series(lines.values().iterator().next(), key)));
  }

  private String heading(String key) {
    String title = metric + " by " + along(key);
    return key.equals(TRAIN_SHARE) ? "Learning curve: " + title : title;
  }

  private static String along(String key) {
    return key.equals(TRAIN_SHARE) ? "share of the training rows" : Show.name(key);
  }

  private boolean isNumber(String key) {
    return candidates.stream().allMatch(one -> one.path("settings").path(key).isNumber())
        && candidates.stream().mapToDouble(one -> x(one, key)).distinct().count() > 1;
  }

  private static double x(JsonNode candidate, String key) {
    return candidate.path("settings").path(key).asDouble();
  }

  private String others(JsonNode candidate, String key) {
    List<String> texts =
        keys.stream()
            .filter(other -> !other.equals(key))
            .map(other -> candidate.path("settings").path(other).asText())
            .toList();
    return String.join(", ", texts);
  }

  private Axis axis(String key) {
    double least = candidates.stream().mapToDouble(one -> x(one, key)).min().orElse(0);
    double most = candidates.stream().mapToDouble(one -> x(one, key)).max().orElse(0);
    String name = along(key);
    return least > 0 && most / least > WIDE ? Axis.logarithmic(name) : Axis.of(name);
  }

  private static List<Series> series(Map<String, List<JsonNode>> lines, String key) {
    return lines.entrySet().stream()
        .map(line -> series(line.getKey(), line.getValue(), key, 0))
        .toList();
  }

  /** The metric between its standard errors, and on the training rows. */
  private static List<Series> series(List<JsonNode> line, String key) {
    List<Series> all = new ArrayList<>();
    all.add(series("measured", line, key, 0));
    all.add(
        new Series(
            "on training rows",
            line.stream().mapToDouble(one -> x(one, key)).toArray(),
            line.stream().mapToDouble(one -> Show.value(one.path(TRAINING))).toArray()));
    if (line.stream().allMatch(one -> one.path(ERROR).isNumber())) {
      all.add(series("one standard error more", line, key, 1));
      all.add(series("one standard error less", line, key, -1));
    }
    return all;
  }

  private static Series series(String name, List<JsonNode> line, String key, int errors) {
    return new Series(
        name,
        line.stream().mapToDouble(one -> x(one, key)).toArray(),
        line.stream()
            .mapToDouble(one -> one.path(VALUE).asDouble() + errors * one.path(ERROR).asDouble())
            .toArray());
  }
}
