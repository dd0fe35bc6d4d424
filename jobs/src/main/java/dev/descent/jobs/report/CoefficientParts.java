package dev.descent.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a model is made of, the largest coefficients first. */
final class CoefficientParts {
  private static final int BARS = 25;
  private static final int ROWS = 200;
  private static final int CLASSES = 12;

  private final JsonNode model;
  private final List<String> features = new ArrayList<>();
  private final JsonNode coefficients;
  private final JsonNode scales;

  CoefficientParts(JsonNode model) {
    this.model = model;
    model.path("features").forEach(name -> features.add(name.asText()));
    this.coefficients = model.path("coefficients");
    this.scales = model.at("/standardization/scales");
  }

  /** What the report says of them, with {@code strengths} of a path that led to them. */
  Optional<Section> section(StrengthLines strengths) {
    if (model.isMissingNode()) {
      return Optional.empty();
    }
    List<Part> parts = new ArrayList<>();
    if (coefficients.isArray() && coefficients.size() > 0) {
      parts.add(new Part.Facts("", facts()));
      parts.addAll(coefficients.size() == 1 ? ofOne() : ofClasses());
      strengths.chart(this::factor, unit()).ifPresent(parts::add);
    } else {
      parts.add(new Part.Facts("", blocks()));
    }
    return Optional.of(new Section("model", "The model", parts));
  }

  private Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("Type", model.path("type").asText() + ", loss " + model.path("loss").asText());
    long zeros = 0;
    long all = 0;
    for (JsonNode row : coefficients) {
      for (JsonNode value : row) {
        zeros += value.asDouble() == 0 ? 1 : 0;
        all++;
      }
    }
    facts.put("Coefficients", all);
    facts.put("Of them 0", zeros);
    if (model.path("intercepts").size() == 1) {
      facts.put("Intercept", model.path("intercepts").get(0).asDouble());
    }
    if (coefficients.size() == 1 && model.path("classes").size() == 2) {
      facts.put("Positive class", Show.name(model.path("classes").get(1).asText()));
    }
    return facts;
  }

  private Map<String, Object> blocks() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("Type", model.path("type").asText() + ", loss " + model.path("loss").asText());
    if (model.has("activation")) {
      facts.put("Activation", model.path("activation").asText());
    }
    long all = 0;
    for (JsonNode block : model.path("layout")) {
      long rows = block.path("rows").asLong();
      long columns = block.path("columns").asLong();
      all += rows * columns;
      facts.put(
          Show.name(block.path("name").asText()),
          columns == 1
              ? String.valueOf(rows)
              : String.format(Locale.ROOT, "%,d × %,d", rows, columns));
    }
    facts.put("Parameters", all);
    return facts;
  }

  private boolean isStandardized() {
    if (scales.size() != features.size()) {
      return false;
    }
    return IntStream.range(0, scales.size()).anyMatch(i -> scales.get(i).asDouble() != 1);
  }

  private double original(int k, int feature) {
    return coefficients.get(k).path(feature).asDouble();
  }

  /** For a step of one standard deviation instead of one unit. */
  private double standardized(int k, int feature) {
    return isStandardized()
        ? original(k, feature) * scales.get(feature).asDouble()
        : original(k, feature);
  }

  /** From the coefficient of a feature to its effect. */
  private double factor(String name) {
    int feature = features.indexOf(name);
    return isStandardized() && feature >= 0 ? scales.get(feature).asDouble() : 1;
  }

  private double size(int feature) {
    return IntStream.range(0, coefficients.size())
        .mapToDouble(k -> Math.abs(standardized(k, feature)))
        .max()
        .orElse(0);
  }

  private List<Integer> largest(int limit) {
    double[] sizes = IntStream.range(0, features.size()).mapToDouble(this::size).toArray();
    return IntStream.range(0, features.size())
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -sizes[i]))
        .limit(limit)
        .toList();
  }

  private String unit() {
    return isStandardized() ? "effect of one standard deviation" : "effect of one unit";
  }

  private List<Part> ofOne() {
    List<Part> parts = new ArrayList<>();
    List<Integer> bars = largest(BARS).stream().filter(i -> size(i) > 0).toList();
    if (!bars.isEmpty()) {
      String title =
          bars.size() < features.size()
              ? "The " + bars.size() + " largest of " + features.size() + " coefficients"
              : "Coefficients";
      parts.add(
          new BarChart(
              title,
              unit(),
              bars.stream().map(features::get).toList(),
              bars.stream().map(i -> standardized(0, i)).toList()));
    }
    parts.add(table());
    return parts;
  }

  private Part table() {
    List<String> columns = new ArrayList<>(List.of("feature", "of one unit"));
    if (isStandardized()) {
      columns.add("of one standard deviation");
    }
    List<List<Object>> rows = new ArrayList<>();
    for (int i : largest(ROWS)) {
      List<Object> row = new ArrayList<>(List.of(Show.name(features.get(i)), original(0, i)));
      if (isStandardized()) {
        row.add(standardized(0, i));
      }
      rows.add(row);
    }
    return new Part.Table("Coefficients, largest first", columns, rows, more());
  }

  private String more() {
    return features.size() > ROWS
        ? "The other " + (features.size() - ROWS) + " are in model/model.json."
        : "";
  }

  private List<Part> ofClasses() {
    int classes = Math.min(CLASSES, coefficients.size());
    List<Integer> rows = largest(BARS);
    List<List<Double>> values = new ArrayList<>();
    for (int i : rows) {
      values.add(IntStream.range(0, classes).mapToObj(k -> standardized(k, i)).toList());
    }
    List<String> columns = new ArrayList<>();
    IntStream.range(0, classes).forEach(k -> columns.add(model.path("classes").path(k).asText()));
    Heat.Grid grid =
        new Heat.Grid("feature", rows.stream().map(features::get).toList(), columns, values);
    String note =
        classes < coefficients.size()
            ? "Of the first " + classes + " of " + coefficients.size() + " classes. "
            : "";
    return List.of(
        new Heat(
            "The largest coefficients by class: " + unit(),
            grid,
            Heat.Shade.SIGN,
            note + "All of them are in model/model.json."));
  }
}
