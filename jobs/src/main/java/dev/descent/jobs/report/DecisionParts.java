package dev.descent.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What retraining decided, and by what. */
final class DecisionParts {
  private static final int DRIFT_BARS = 15;
  private static final String CHAMPION = "champion";
  private static final String CHALLENGER = "challenger";

  private final JsonNode decision;

  DecisionParts(JsonNode decision) {
    this.decision = decision;
  }

  Optional<Section> section() {
    if (decision.isMissingNode()) {
      return Optional.empty();
    }
    List<Part> parts = new ArrayList<>();
    parts.add(new Part.Facts("", facts()));
    parts.add(gates());
    slices().ifPresent(parts::add);
    drift().ifPresent(parts::add);
    return Optional.of(new Section("decision", "The decision", parts));
  }

  private Map<String, Object> facts() {
    String metric = Metric.title(decision.path("metric").asText());
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("As of", decision.path("asOf").asText());
    facts.put("Trained because", joined(decision.path("due")));
    JsonNode values = decision.path("values");
    if (values.has(CHAMPION)) {
      facts.put(
          metric + " of the champion, version " + decision.path(CHAMPION).asText(),
          values.path(CHAMPION).asDouble());
    }
    facts.put(metric + " of the challenger", values.path(CHALLENGER).asDouble());
    if (decision.path("gain").isObject()) {
      facts.put("Gain", gain(decision.path("gain")));
    }
    facts.put("Challenger trained by run", decision.path("trainedBy").asText());
    return facts;
  }

  private static String gain(JsonNode gain) {
    return String.format(
        Locale.ROOT,
        "%s, at confidence %s from %s to %s, by %s",
        Show.number(gain.path("value").asDouble()),
        Show.number(gain.path("confidence").asDouble()),
        Show.number(gain.path("low").asDouble()),
        Show.number(gain.path("high").asDouble()),
        Show.count(gain.path("replicates").asLong(), "paired replicate"));
  }

  private static String joined(JsonNode lines) {
    List<String> texts = new ArrayList<>();
    lines.forEach(line -> texts.add(line.asText()));
    return String.join("; ", texts);
  }

  private Part gates() {
    List<List<Object>> rows = new ArrayList<>();
    for (JsonNode gate : decision.path("gates")) {
      rows.add(
          List.of(
              gate.path("passed").asBoolean() ? "open" : "closed",
              gate.path("gate").asText(),
              gate.path("bound").asDouble(),
              gate.path("why").asText()));
    }
    return new Part.Table("Gates", List.of("", "gate", "bound", "why"), rows, "");
  }

  private Optional<Part> slices() {
    List<List<Object>> rows = new ArrayList<>();
    for (JsonNode slice : decision.path("slices")) {
      double champion = slice.path(CHAMPION).asDouble();
      double challenger = slice.path(CHALLENGER).asDouble();
      rows.add(
          List.of(
              Show.name(slice.path("column").asText() + " = " + slice.path("value").asText()),
              slice.path("rows").asDouble(),
              champion,
              challenger,
              challenger - champion));
    }
    boolean more =
        Metric.of(decision.path("metric").asText())
            .filter(metric -> metric.better() == Metric.Better.LESS)
            .isEmpty();
    Comparator<List<Object>> byChange =
        Comparator.comparingDouble((List<Object> row) -> (Double) row.get(4));
    rows.sort(more ? byChange : byChange.reversed());
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Part.Table(
                Metric.title(decision.path("metric").asText()) + " by slice, worst change first",
                List.of("slice", "rows", CHAMPION, CHALLENGER, "change"),
                rows,
                ""));
  }

  private Optional<Part> drift() {
    List<JsonNode> columns = new ArrayList<>();
    decision.path("drift").forEach(columns::add);
    columns.sort(Comparator.comparingDouble((JsonNode c) -> -c.path("psi").asDouble()));
    List<JsonNode> most = columns.stream().limit(DRIFT_BARS).toList();
    if (most.isEmpty()) {
      return Optional.empty();
    }
    if (most.get(0).path("psi").asDouble() == 0) {
      return Optional.of(
          new Part.Words(
              "The training rows of both models are spread alike in all "
                  + Show.count(columns.size(), "column")
                  + ": no drift."));
    }
    return Optional.of(
        new BarChart(
            "Columns that moved most",
            "PSI of the training rows, from the champion's to the challenger's",
            most.stream().map(c -> c.path("column").asText()).toList(),
            most.stream().map(c -> c.path("psi").asDouble()).toList()));
  }
}
