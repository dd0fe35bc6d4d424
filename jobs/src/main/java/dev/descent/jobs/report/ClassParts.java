package dev.descent.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Which classes are taken for which. */
final class ClassParts {
  private static final int HEAT = 30;
  private static final int ROWS = 200;
  private static final String CORNER = "actual \\ predicted";

  private final JsonNode metrics;
  private final List<String> labels = new ArrayList<>();

  /**
   * Of a data set.
   *
   * @param metrics its object of metrics.json
   * @param named the header of the model or the run, for the names of two classes
   * @param job the job file, for those where there is no model
   */
  ClassParts(JsonNode metrics, JsonNode named, String job) {
    this.metrics = metrics;
    JsonNode perClass = metrics.path("perClass");
    perClass.forEach(one -> labels.add(one.path("label").asText()));
    if (perClass.isEmpty()) {
      JsonNode classes = named.path("classes");
      labels.addAll(
          classes.size() == 2
              ? List.of(classes.get(0).asText(), classes.get(1).asText())
              : named(JobLines.of(job).getOrDefault("data.positive", "positive")));
    }
  }

  private static List<String> named(String written) {
    boolean quoted = written.length() > 1 && written.startsWith("\"") && written.endsWith("\"");
    String positive = quoted ? written.substring(1, written.length() - 1) : written;
    return List.of("not " + positive, positive);
  }

  /** The names of the classes, in their order. */
  List<String> labels() {
    return labels;
  }

  List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    JsonNode confusion = metrics.path("confusion");
    if (confusion.isObject()) {
      parts.add(two(confusion));
    } else if (confusion.isArray()) {
      parts.add(labels.size() <= HEAT ? heat(confusion) : largest(confusion));
      perClass().ifPresent(parts::add);
    }
    return parts;
  }

  private Part two(JsonNode of) {
    return new Heat(
        "Confusion at threshold " + Show.number(metrics.path("threshold").asDouble()),
        new Heat.Grid(
            CORNER,
            labels,
            labels,
            List.of(
                List.of(of.path("tn").asDouble(), of.path("fp").asDouble()),
                List.of(of.path("fn").asDouble(), of.path("tp").asDouble()))),
        Heat.Shade.ROW,
        "A cell is the stronger, the larger its share of the rows of its class.");
  }

  private Part heat(JsonNode confusion) {
    List<List<Double>> values = new ArrayList<>();
    for (JsonNode row : confusion) {
      List<Double> cells = new ArrayList<>();
      row.forEach(cell -> cells.add(cell.asDouble()));
      values.add(cells);
    }
    return new Heat(
        "Confusion",
        new Heat.Grid(CORNER, labels, labels, values),
        Heat.Shade.ROW,
        "A cell is the stronger, the larger its share of the rows of its class.");
  }

  /** Of many classes a square of all is nothing to read. */
  private Part largest(JsonNode confusion) {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < confusion.size(); i++) {
      for (int k = 0; k < confusion.get(i).size(); k++) {
        double count = confusion.get(i).get(k).asDouble();
        if (i != k && count > 0) {
          rows.add(List.of(Show.name(labels.get(i)), Show.name(labels.get(k)), count));
        }
      }
    }
    rows.sort(Comparator.comparingDouble((List<Object> row) -> -(Double) row.get(2)));
    return new Part.Table(
        "Classes taken for others most often",
        List.of("actual", "predicted", "rows"),
        rows.stream().limit(ROWS).toList(),
        "");
  }

  private Optional<Part> perClass() {
    List<String> fields =
        List.of("support", "precision", "recall", "f1", "rocAuc", "averagePrecision");
    JsonNode all = metrics.path("perClass");
    List<List<Object>> rows = new ArrayList<>();
    IntStream.range(0, Math.min(ROWS, all.size()))
        .mapToObj(all::get)
        .forEach(
            one -> {
              List<Object> row = new ArrayList<>(List.of(Show.name(one.path("label").asText())));
              fields.forEach(field -> row.add(Measures.cell(one.path(field))));
              rows.add(row);
            });
    List<String> columns = new ArrayList<>(List.of("class"));
    fields.forEach(field -> columns.add(Metric.title(field)));
    String note = all.size() > ROWS ? "The others are in metrics.json." : "";
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(new Part.Table("By class", columns, rows, note));
  }
}
