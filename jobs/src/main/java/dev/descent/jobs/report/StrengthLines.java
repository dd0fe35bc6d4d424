package dev.descent.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * How coefficients grow from 0 as the penalty gets weaker.
 *
 * @param strengths the lines of path.jsonl; none without a path
 * @param chosen the strength that was taken
 */
record StrengthLines(List<JsonNode> strengths, double chosen) {
  private static final int LINES = 10;
  private static final String STRENGTH = "strength";

  /**
   * A line for each feature with a large coefficient at the weakest strength; empty where the path
   * has no coefficients.
   *
   * @param factors of a feature, from its coefficient to what is drawn
   */
  Optional<Part> chart(ToDoubleFunction<String> factors, String unit) {
    Set<String> names = new LinkedHashSet<>();
    strengths.forEach(line -> line.path("coefficients").fieldNames().forEachRemaining(names::add));
    if (names.isEmpty()) {
      return Optional.empty();
    }
    List<Series> lines =
        names.stream()
            .map(name -> series(name, factors.applyAsDouble(name)))
            .sorted(Comparator.comparingDouble(line -> -atTheWeakest(line)))
            .limit(LINES)
            .toList();
    LineChart chart =
        LineChart.of(
            "Coefficients by strength",
            note(names.size()),
            new LineChart.Axes(
                Axis.logarithmic("strength of the penalty").marked(chosen), Axis.of(unit)),
            lines);
    return chart.isWorthDrawing() ? Optional.of(chart) : Optional.empty();
  }

  private Series series(String name, double factor) {
    return new Series(
        name,
        strengths.stream().mapToDouble(line -> line.path(STRENGTH).asDouble()).toArray(),
        strengths.stream()
            .mapToDouble(line -> line.path("coefficients").path(name).asDouble() * factor)
            .toArray());
  }

  private double atTheWeakest(Series line) {
    int weakest = 0;
    for (int i = 1; i < line.size(); i++) {
      weakest = line.x()[i] < line.x()[weakest] ? i : weakest;
    }
    return Math.abs(line.y()[weakest]);
  }

  private String note(int kept) {
    StringBuilder note = new StringBuilder();
    if (kept > LINES) {
      note.append("The ").append(LINES).append(" largest at the weakest strength. ");
    }
    note.append("The dashed line is at the strength that was taken.");
    long out = strengths.get(0).path("featuresLeftOut").asLong();
    if (out > 0) {
      note.append(" path.jsonl leaves out ").append(Show.count(out, "feature"));
      note.append(" with smaller coefficients all along.");
    }
    return note.toString();
  }
}
