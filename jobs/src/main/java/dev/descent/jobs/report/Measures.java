package dev.descent.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The metrics of a run. */
final class Measures {
  private final JsonNode metrics;

  /** Those of metrics.json. */
  Measures(JsonNode metrics) {
    this.metrics = metrics;
  }

  /** The data sets, or of retraining the models, in their order. */
  List<String> sides() {
    List<String> sides = new ArrayList<>();
    metrics.fieldNames().forEachRemaining(sides::add);
    return sides;
  }

  /** The one that matters most: the last one. */
  Optional<String> side() {
    List<String> sides = sides();
    return sides.isEmpty() ? Optional.empty() : Optional.of(sides.get(sides.size() - 1));
  }

  /** The metrics of that one; missing where nothing was measured. */
  JsonNode last() {
    return metrics.path(side().orElse(""));
  }

  /** A metric of the data set that matters most; NaN where it is not measured. */
  double value(Metric metric) {
    return Show.value(last().path(metric.field()));
  }

  /** The few that matter most. */
  List<Metric> key() {
    return Metric.key(numbers(last()));
  }

  /** What the report of a run says of them. */
  Optional<Section> section() {
    if (sides().isEmpty()) {
      return Optional.empty();
    }
    List<Part> parts = new ArrayList<>();
    List<Part.Tile> tiles =
        key().stream().map(m -> new Part.Tile(m.title(), value(m), note(m))).toList();
    if (!tiles.isEmpty()) {
      parts.add(new Part.Tiles(tiles));
    }
    if (last().path("thresholdReached").isBoolean()
        && !last().path("thresholdReached").asBoolean()) {
      parts.add(
          new Part.Words(
              "No threshold reaches what evaluation.threshold asks for, so nothing is predicted"
                  + " positive."));
    }
    parts.add(table());
    return Optional.of(new Section("metrics", "Metrics on the " + rows(), parts));
  }

  /** The rows that the data set consists of; both models of retraining are measured on those. */
  String rows() {
    String side = side().orElse("");
    return Set.of("champion", "challenger").contains(side) ? "test rows" : side + " rows";
  }

  private String note(Metric metric) {
    return interval(metric.field())
        .map(
            ends ->
                String.format(
                    Locale.ROOT,
                    "%s; %s to %s at confidence %s",
                    metric.note(),
                    Show.number(ends[0], 3),
                    Show.number(ends[1], 3),
                    Show.number(last().at("/bootstrap/confidence").asDouble())))
        .orElse(metric.note());
  }

  private Optional<double[]> interval(String field) {
    JsonNode ends = last().at("/bootstrap/intervals").path(field);
    return ends.size() == 2
        ? Optional.of(new double[] {Show.value(ends.get(0)), Show.value(ends.get(1))})
        : Optional.empty();
  }

  private Part table() {
    boolean intervals = last().has("bootstrap");
    List<String> columns = new ArrayList<>(List.of(""));
    columns.addAll(sides());
    if (intervals) {
      columns.addAll(List.of("from", "to"));
    }
    List<List<Object>> rows = new ArrayList<>();
    for (String name : names()) {
      List<Object> row = new ArrayList<>(List.of(Metric.title(name)));
      metrics.forEach(side -> row.add(cell(side.path(name))));
      if (intervals) {
        Optional<double[]> ends = interval(name);
        row.add(ends.<Object>map(both -> both[0]).orElse(""));
        row.add(ends.<Object>map(both -> both[1]).orElse(""));
      }
      rows.add(row);
    }
    return new Part.Table("All metrics", columns, rows, below(intervals));
  }

  /** Every metric that is a number in some data set: those that are known first. */
  private Set<String> names() {
    Set<String> found = new LinkedHashSet<>();
    metrics.forEach(side -> found.addAll(numbers(side)));
    Set<String> names = new LinkedHashSet<>();
    for (Metric metric : Metric.values()) {
      if (found.contains(metric.field())) {
        names.add(metric.field());
      }
    }
    names.addAll(found);
    return names;
  }

  private String below(boolean intervals) {
    List<String> notes = new ArrayList<>();
    if (intervals) {
      notes.add(
          String.format(
              Locale.ROOT,
              "From and to hold %s of %s of the %s rows.",
              Show.number(last().at("/bootstrap/confidence").asDouble()),
              Show.count(last().at("/bootstrap/replicates").asLong(), "replicate"),
              side().orElse("")));
    }
    Set<String> undefined = new TreeSet<>();
    metrics.forEach(side -> side.path("undefined").forEach(name -> undefined.add(name.asText())));
    if (!undefined.isEmpty()) {
      notes.add("Undefined here, and counted as 0: " + String.join(", ", undefined) + ".");
    }
    return String.join(" ", notes);
  }

  static Object cell(JsonNode node) {
    double value = Show.value(node);
    return Double.isFinite(value)
        ? value
        : node.isMissingNode() || node.isNull() ? "" : node.asText();
  }

  private static List<String> numbers(JsonNode of) {
    return of.properties().stream()
        .filter(field -> field.getValue().isNumber())
        .map(Map.Entry::getKey)
        .toList();
  }
}
