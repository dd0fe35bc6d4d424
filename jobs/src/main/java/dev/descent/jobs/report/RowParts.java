package dev.descent.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.jobs.run.FittedModel;
import dev.descent.jobs.run.RunFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows that a run has kept, and what its model makes of them. */
final class RowParts {
  private final RunFiles files;
  private final Measures measures;

  RowParts(RunFiles files, Measures measures) {
    this.files = files;
    this.measures = measures;
  }

  Optional<Section> section() {
    List<KeptRow> rows = files.examples().stream().map(KeptRow::new).toList();
    List<KeptRow> sample = rows.stream().filter(row -> !row.isWorst()).toList();
    List<KeptRow> worst = rows.stream().filter(KeptRow::isWorst).toList();
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    Optional<FittedModel> model = files.fitted();
    List<String> classes = model.map(FittedModel::classes).orElseGet(() -> seen(rows));
    List<Part> parts = new ArrayList<>();
    model
        .flatMap(fitted -> new FitCharts(fitted, sample, threshold(), label()).part())
        .ifPresent(parts::add);
    MapChart.of(sample, classes).ifPresent(parts::add);
    parts.addAll(new WorstRows(worst).parts());
    return Optional.of(new Section("rows", "Single " + measures.rows(), parts));
  }

  private double threshold() {
    return measures.last().path("threshold").asDouble(0.5);
  }

  /** The name of its column, where the job file has one. */
  private String label() {
    String written = JobLines.of(files.job()).getOrDefault("data.label", "label");
    return written.replaceAll("^\"|\"$", "");
  }

  /** The classes among rows whose model is not there any more. */
  private static List<String> seen(List<KeptRow> rows) {
    return rows.stream()
        .filter(KeptRow::isOfClass)
        .map(KeptRow::label)
        .map(JsonNode::asText)
        .distinct()
        .sorted()
        .toList();
  }
}
