package dev.descent.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a model is good, and where it is not. */
final class SliceParts {
  private static final int BARS = 15;
  private static final int ROWS = 200;
  private static final List<List<String>> FIELDS =
      List.of(
          List.of("logLoss", "accuracy", "precision", "recall", "rocAuc"),
          List.of("logLoss", "accuracy", "kappa"),
          List.of("rmse", "mae", "r2"));

  private final JsonNode slices;

  /** Of the slices of a data set, the worst first. */
  SliceParts(JsonNode slices) {
    this.slices = slices;
  }

  Optional<Section> section() {
    if (slices.isEmpty()) {
      return Optional.empty();
    }
    List<String> fields =
        FIELDS.stream()
            .filter(list -> list.stream().allMatch(slices.get(0)::has))
            .findFirst()
            .orElse(List.of());
    List<Part> parts = new ArrayList<>();
    if (!fields.isEmpty()) {
      parts.add(bars(fields.get(0)));
    }
    parts.add(table(fields));
    return Optional.of(new Section("slices", "Slices, worst first", parts));
  }

  private static String name(JsonNode slice) {
    return slice.path("column").asText() + " = " + slice.path("value").asText();
  }

  private Part bars(String field) {
    List<String> names = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < Math.min(BARS, slices.size()); i++) {
      double value = Show.value(slices.get(i).path(field));
      if (Double.isFinite(value)) {
        names.add(name(slices.get(i)));
        values.add(value);
      }
    }
    String title =
        slices.size() > BARS ? "The worst " + BARS + " of " + slices.size() + " slices" : "Slices";
    return new BarChart(title, Metric.title(field), names, values);
  }

  private Part table(List<String> fields) {
    List<String> columns = new ArrayList<>(List.of("slice", "rows"));
    fields.forEach(field -> columns.add(Metric.title(field)));
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < Math.min(ROWS, slices.size()); i++) {
      JsonNode slice = slices.get(i);
      List<Object> row = new ArrayList<>(List.of(Show.name(name(slice))));
      row.add(Measures.cell(slice.path("rows")));
      fields.forEach(field -> row.add(Measures.cell(slice.path(field))));
      rows.add(row);
    }
    String note = slices.size() > ROWS ? "The others are in metrics.json." : "";
    return new Part.Table("By slice", columns, rows, note);
  }
}
