package dev.descent.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a run read. */
final class DataParts {
  private static final int MOST = 50;
  private static final int ROWS = 200;

  private final JsonNode run;
  private final JsonNode model;

  DataParts(JsonNode run, JsonNode model) {
    this.run = run;
    this.model = model;
  }

  Optional<Section> section() {
    List<Part> parts = new ArrayList<>();
    Map<String, Object> facts = facts();
    if (!facts.isEmpty()) {
      parts.add(new Part.Facts("", facts));
    }
    shares("Rows", "rows", "side", sum("rows")).ifPresent(parts::add);
    shares("Classes of the training rows", "rowsByClass", "class", sum("rowsByClass"))
        .ifPresent(parts::add);
    shares("Missing values of the training rows", "missing", "column", trained())
        .ifPresent(parts::add);
    skipped().ifPresent(parts::add);
    return parts.isEmpty() ? Optional.empty() : Optional.of(new Section("data", "The data", parts));
  }

  private Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    if (model.path("features").isArray()) {
      facts.put("Features", model.path("features").size());
    }
    List<String> categories = new ArrayList<>();
    run.path("categories")
        .properties()
        .forEach(c -> categories.add(Show.name(c.getKey()) + " (" + c.getValue().asText() + ")"));
    put(facts, "Columns of categories", listed(categories));
    put(facts, "Hashed values", hashed(run.path("hashed")));
    List<String> aliased = new ArrayList<>();
    run.at("/rank/aliased").forEach(name -> aliased.add(Show.name(name.asText())));
    put(facts, "Columns that follow from others", listed(aliased));
    put(facts, "Sides of rows", sides());
    if (run.has("bytes")) {
      facts.put("Training data in memory", Show.bytes(run.path("bytes").asLong()));
    }
    return facts;
  }

  private static void put(Map<String, Object> facts, String name, String words) {
    if (!words.isEmpty()) {
      facts.put(name, words);
    }
  }

  private static String hashed(JsonNode hashed) {
    return hashed.isMissingNode()
        ? ""
        : String.format(
            Locale.ROOT,
            "about %,d values in %,d of %,d features",
            hashed.path("values").asLong(),
            hashed.path("buckets").asLong(),
            hashed.path("size").asLong());
  }

  private static String listed(List<String> names) {
    String rest = names.size() > MOST ? " and " + (names.size() - MOST) + " more" : "";
    return String.join(", ", names.subList(0, Math.min(MOST, names.size()))) + rest;
  }

  private String sides() {
    JsonNode split = run.path("heldOut");
    String column = Show.name(split.path("column").asText());
    String words =
        switch (split.path("by").asText()) {
          case "hash" -> "by a hash of the row";
          case "group" -> "by a hash of " + column;
          case "time" -> "by the time in " + column;
          case "column" -> "as the column " + column + " says";
          case "table" -> "the test rows are a table of their own";
          default -> "";
        };
    String from = run.at("/split/testFrom").asText();
    return from.isEmpty() ? words : words + "; the test rows begin at " + from;
  }

  private double sum(String field) {
    double sum = 0;
    for (JsonNode count : run.path(field)) {
      sum += count.asDouble();
    }
    return sum;
  }

  private double trained() {
    return run.at("/rows/train").asDouble();
  }

  /** Counts in parts of {@code all} rows. */
  private Optional<Part> shares(String title, String field, String of, double all) {
    JsonNode counts = run.path(field);
    List<List<Object>> rows = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : counts.properties()) {
      double count = entry.getValue().asDouble();
      double share = all == 0 ? 0 : Math.rint(1000 * count / all) / 10;
      rows.add(List.of(Show.name(entry.getKey()), count, share));
    }
    String note = rows.size() > ROWS ? "The others are in run.json." : "";
    List<List<Object>> first = rows.stream().limit(ROWS).toList();
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(new Part.Table(title, List.of(of, "rows", "%"), first, note));
  }

  private Optional<Part> skipped() {
    List<List<Object>> rows = new ArrayList<>();
    for (Map.Entry<String, JsonNode> table : run.path("badRows").properties()) {
      for (Map.Entry<String, JsonNode> reason : table.getValue().path("reasons").properties()) {
        String why = Show.name(reason.getKey());
        rows.add(List.of(table.getKey(), why, reason.getValue().asDouble()));
      }
    }
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Part.Table("Rows left out", List.of("table", "reason", "rows"), rows, ""));
  }
}
