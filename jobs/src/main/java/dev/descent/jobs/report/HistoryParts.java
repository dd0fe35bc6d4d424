package dev.descent.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How training went, epoch by epoch. */
final class HistoryParts {
  private static final String EPOCH = "epoch";
  private static final String OBJECTIVE = "objective";

  private final List<JsonNode> history;
  private final List<JsonNode> strengths;

  HistoryParts(List<JsonNode> history, List<JsonNode> strengths) {
    this.history = history;
    this.strengths = strengths;
  }

  /**
   * What the report says of it.
   *
   * @param strength of the penalty that was taken, where there is a path of them
   */
  Optional<Section> section(double strength) {
    List<Part> parts = new ArrayList<>();
    add(parts, objective());
    add(parts, gradient());
    Series rate = series("rate", "rate");
    if (rate.size() > 1 && !rate.isFlat()) {
      add(parts, chart("Rate", "How far a step goes along its direction.", "rate", rate));
    }
    Series speed = series("rows per second", "rowsPerSecond");
    add(parts, chart("Rows per second", "By epoch.", "rows per second", speed));
    parts.addAll(path(strength));
    if (!strengths.isEmpty()) {
      parts.add(new Part.Words("The strength that was taken is " + Show.number(strength) + "."));
    }
    if (rate.size() > 1 && rate.isFlat() && rate.y()[0] != 1) {
      parts.add(new Part.Words("The rate was " + Show.number(rate.y()[0]) + " in every epoch."));
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(new Section("training", "Training", parts));
  }

  private static void add(List<Part> parts, LineChart chart) {
    if (chart.isWorthDrawing()) {
      parts.add(chart);
    }
  }

  private LineChart objective() {
    List<Series> lines = new ArrayList<>(List.of(series(OBJECTIVE, OBJECTIVE)));
    boolean penalized = history.stream().anyMatch(e -> Math.abs(Show.value(e.path("penalty"))) > 0);
    if (penalized) {
      lines.add(series("loss", "loss"));
    }
    lines.add(series("validation loss", "validationLoss"));
    return LineChart.of(
        "Objective by epoch",
        penalized
            ? "What training makes small: the mean loss of the training rows and the penalty."
            : "What training makes small: the mean loss of the training rows.",
        new LineChart.Axes(Axis.of(EPOCH), Axis.of("mean loss")),
        lines);
  }

  private LineChart gradient() {
    return LineChart.of(
        "Length of the gradient",
        "0 at an optimum; each line of the scale is a factor of ten.",
        new LineChart.Axes(Axis.of(EPOCH), Axis.logarithmic("length")),
        List.of(series("gradient", "gradientNorm")));
  }

  private static LineChart chart(String title, String note, String unit, Series line) {
    return LineChart.of(
        title, note, new LineChart.Axes(Axis.of(EPOCH), Axis.of(unit)), List.of(line));
  }

  /** A field of history.jsonl by epoch. */
  Series series(String name, String field) {
    return series(name, history, EPOCH, field);
  }

  private static Series series(String name, List<JsonNode> lines, String x, String y) {
    return new Series(
        name,
        lines.stream().mapToDouble(line -> Show.value(line.path(x))).toArray(),
        lines.stream().mapToDouble(line -> Show.value(line.path(y))).toArray());
  }

  private List<Part> path(double chosen) {
    List<Part> parts = new ArrayList<>();
    if (strengths.isEmpty()) {
      return parts;
    }
    String strength = "strength";
    Axis along = Axis.logarithmic("strength of the penalty").marked(chosen);
    add(
        parts,
        LineChart.of(
            "Loss by strength of the penalty",
            "The strength with the least validation loss is taken, or the last one without"
                + " validation rows.",
            new LineChart.Axes(along, Axis.of("mean loss")),
            List.of(
                series("training loss", strengths, strength, "loss"),
                series("validation loss", strengths, strength, "validationLoss"))));
    add(
        parts,
        LineChart.of(
            "Coefficients that are not 0",
            "By strength of the penalty.",
            new LineChart.Axes(along, Axis.of("coefficients")),
            List.of(series("not 0", strengths, strength, "nonzeros"))));
    return parts;
  }
}
