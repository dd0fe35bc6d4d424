package dev.descent.jobs.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Rows as points over two axes, and what a model makes of the plane that they are in.
 *
 * @param note one or two sentences on how to read it
 */
record PointChart(String title, String note, Frame frame, List<Points> points, Ground ground)
    implements Part {
  private static final int DIGITS = 6;

  PointChart {
    points = points.stream().filter(some -> !some.at().isEmpty()).toList();
  }

  /**
   * The axes with their ends.
   *
   * @param shape width by height where both axes have one scale, else 0
   */
  record Frame(LineChart.Axes axes, Range x, Range y, double shape) {}

  /** How points look. */
  enum Look {
    /** In the colour of their place among the groups. */
    PLAIN,
    /** Rings around points that are there already. */
    RING,
    /** In the colour of their third number. */
    VALUE
  }

  /** Points that belong together, each of two or three numbers. */
  record Points(String name, Look look, List<List<Double>> at) {
    /** Without rows that have no place. */
    @SafeVarargs
    static Points of(
        String name, Look look, List<KeptRow> rows, ToDoubleFunction<KeptRow>... numbers) {
      List<List<Double>> at = new ArrayList<>();
      for (KeptRow row : rows) {
        List<Double> point = new ArrayList<>();
        for (ToDoubleFunction<KeptRow> number : numbers) {
          point.add(Show.rounded(number.applyAsDouble(row), DIGITS));
        }
        if (point.stream().allMatch(Double::isFinite)) {
          at.add(point);
        }
      }
      return new Points(name, look, at);
    }

    Map<String, Object> toMap() {
      return Map.of("name", Show.name(name), "look", look.name(), "points", at);
    }
  }

  /** What the colours of numbers mean: from one to another, or around 0. */
  record Colours(String label, Range range, boolean diverging) {
    Map<String, Object> toMap() {
      return Map.of("label", label, "range", range.toList(), "diverging", diverging);
    }
  }

  /**
   * What is drawn beside the points.
   *
   * @param lines over them
   * @param field behind them
   */
  record Ground(List<Series> lines, Optional<Field> field, Optional<Colours> colours) {
    static final Ground NONE = new Ground(List.of(), Optional.empty(), Optional.empty());

    Ground with(Colours other) {
      return new Ground(lines, field, Optional.of(other));
    }
  }

  @Override
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", "points");
    map.put("title", title);
    map.put("note", note);
    map.put("description", description());
    map.put("x", axis(frame.axes().x(), frame.x()));
    map.put("y", axis(frame.axes().y(), frame.y()));
    map.put("shape", frame.shape());
    map.put("groups", points.stream().map(Points::toMap).toList());
    map.put("lines", ground.lines().stream().map(Series::toMap).toList());
    ground.field().ifPresent(field -> map.put("field", field.toMap()));
    ground.colours().ifPresent(colours -> map.put("colours", colours.toMap()));
    return map;
  }

  private static Map<String, Object> axis(Axis axis, Range range) {
    Map<String, Object> map = axis.toMap();
    map.put("min", range.toList().get(0));
    map.put("max", range.toList().get(1));
    return map;
  }

  /** What it shows, for those who do not see it. */
  private String description() {
    String rows =
        points.stream()
            .map(some -> Show.name(some.name()) + " (" + some.at().size() + ")")
            .collect(Collectors.joining(", "));
    String lines =
        ground.lines().stream()
            .map(line -> ", and the line " + Show.name(line.name()))
            .collect(Collectors.joining());
    return String.format(
        "%s: %s against %s. Points: %s%s%s. The table below has them.",
        title,
        frame.axes().y().label(),
        frame.axes().x().label(),
        rows,
        lines,
        ground.field().isPresent() ? ", before what the model predicts everywhere" : "");
  }
}
