package dev.descent.jobs.report;

import dev.descent.jobs.run.FittedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What a model of one or two numbers predicts, over the rows that it was measured on.
 *
 * @param rows a sample of them
 * @param threshold of two classes
 * @param label its name
 */
record FitCharts(FittedModel model, List<KeptRow> rows, double threshold, String label) {
  /** Of more classes the colours are not told apart. */
  static final int MOST_CLASSES = 6;

  private static final int PLACES = 200;
  private static final Range SHARE = new Range(-0.05, 1.05);

  /** A picture, where the model has so few columns and the rows differ in them. */
  Optional<Part> part() {
    List<String> columns = model.numbers();
    int classes = model.classes().size();
    List<Range> ranges = columns.stream().limit(2).map(this::range).toList();
    if (!ranges.stream().allMatch(Range::isLong) || classes > MOST_CLASSES) {
      return Optional.empty();
    }
    if (columns.size() == 2) {
      return Optional.of(field(columns, ranges));
    }
    boolean curve = columns.size() == 1 && classes <= 2;
    return curve
        ? Optional.of(classes == 0 ? fit(columns.get(0), ranges.get(0)) : share(columns.get(0)))
        : Optional.empty();
  }

  private Range range(String column) {
    return Range.around(rows.stream().mapToDouble(row -> row.number(column)));
  }

  private Series line(String name, Range range) {
    double[] x = IntStream.range(0, PLACES).mapToDouble(i -> range.at(i, PLACES)).toArray();
    double[] y = DoubleStream.of(x).map(at -> model.predict(at)[0]).toArray();
    return new Series(name, x, y);
  }

  private static PointChart.Ground lines(List<Series> lines) {
    return new PointChart.Ground(lines, Optional.empty(), Optional.empty());
  }

  private Part fit(String column, Range range) {
    Series line = line("model", range);
    Range y =
        Range.around(
            DoubleStream.concat(
                rows.stream().mapToDouble(row -> row.label().asDouble()),
                DoubleStream.of(line.y())));
    return new PointChart(
        "Fit",
        "What the model predicts for each " + Show.name(column) + ", over the rows.",
        new PointChart.Frame(axes(column, label), range, y, 0),
        List.of(
            PointChart.Points.of(
                "rows",
                PointChart.Look.PLAIN,
                rows,
                row -> row.number(column),
                row -> row.label().asDouble())),
        lines(List.of(line)));
  }

  private Part share(String column) {
    Range range = range(column);
    List<String> classes = model.classes();
    String positive = classes.get(1);
    Series line = line("probability of " + positive, range);
    List<Series> lines = new ArrayList<>(List.of(line));
    for (double at : crossings(line)) {
      lines.add(new Series("boundary at " + Show.number(at), new double[] {at, at}, ends()));
    }
    return new PointChart(
        "Probability by " + Show.name(column),
        "Rows are at 1 if they are "
            + Show.name(positive)
            + ", else at 0. From the threshold of "
            + Show.number(threshold)
            + " on they are taken for it.",
        new PointChart.Frame(axes(column, "probability"), range, SHARE, 0),
        RowGroups.of(
            rows,
            classes,
            row -> row.number(column),
            row -> row.label().asText().equals(positive) ? 1 : 0),
        lines(lines));
  }

  private static double[] ends() {
    return new double[] {0, 1};
  }

  /** Where the line is at the threshold. */
  private double[] crossings(Series line) {
    return IntStream.range(1, line.size())
        .filter(i -> line.y()[i] >= threshold != line.y()[i - 1] >= threshold)
        .mapToDouble(
            i -> {
              double before = line.y()[i - 1] - threshold;
              double t = before / (before - (line.y()[i] - threshold));
              return line.x()[i - 1] * (1 - t) + line.x()[i] * t;
            })
        .toArray();
  }

  private Part field(List<String> columns, List<Range> ranges) {
    Field.Plane plane = new Field.Plane(ranges.get(0), ranges.get(1), labels());
    PointChart.Ground ground =
        new PointChart.Ground(
            List.of(), Optional.of(Field.of(model, plane, threshold)), Optional.empty());
    PointChart.Frame frame =
        new PointChart.Frame(axes(columns.get(0), columns.get(1)), plane.x(), plane.y(), 0);
    ToDoubleFunction<KeptRow> x = row -> row.number(columns.get(0));
    ToDoubleFunction<KeptRow> y = row -> row.number(columns.get(1));
    if (!model.classes().isEmpty()) {
      return new PointChart(
          "Field of classes",
          "Each place has the colour of the class that is predicted there, the stronger the surer."
              + " Points are rows in the colour of their own class, with a ring where they are"
              + " taken for another.",
          frame,
          RowGroups.of(rows, model.classes(), x, y),
          ground);
    }
    ToDoubleFunction<KeptRow> number = row -> row.label().asDouble();
    return new PointChart(
        "Field of predictions",
        "Each place has the colour of what is predicted there, and each row that of its label: what"
            + " stands out is predicted badly.",
        frame,
        List.of(PointChart.Points.of("rows", PointChart.Look.VALUE, rows, x, y, number)),
        ground.with(new PointChart.Colours(label, labels(), false)));
  }

  /** From the least to the largest label of a regression. */
  private Range labels() {
    return Range.of(rows.stream().mapToDouble(row -> row.label().asDouble()));
  }

  private static LineChart.Axes axes(String x, String y) {
    return new LineChart.Axes(Axis.of(Show.name(x)), Axis.of(Show.name(y)));
  }
}
