package dev.descent.jobs.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** Rows at their latitude and longitude: an equirectangular map. */
final class MapChart {
  private static final Set<String> LATITUDE = Set.of("latitude", "lat");
  private static final Set<String> LONGITUDE = Set.of("longitude", "lon", "lng");
  private static final double FLATTEST = 2.5;
  private static final double STEEPEST = 0.5;

  private MapChart() {}

  /**
   * A map, where rows have such columns and differ in them.
   *
   * @param classes in their order; none of a regression
   */
  static Optional<Part> of(List<KeptRow> rows, List<String> classes) {
    List<String> columns = rows.isEmpty() ? List.of() : rows.get(0).columns();
    Optional<String> latitude = named(LATITUDE, columns);
    Optional<String> longitude = named(LONGITUDE, columns);
    if (latitude.isEmpty() || longitude.isEmpty()) {
      return Optional.empty();
    }
    ToDoubleFunction<KeptRow> x = row -> row.number(longitude.get());
    ToDoubleFunction<KeptRow> y = row -> row.number(latitude.get());
    Range along = Range.around(rows.stream().mapToDouble(x));
    Range up = Range.around(rows.stream().mapToDouble(y));
    boolean drawn = along.isLong() && up.isLong() && classes.size() <= FitCharts.MOST_CLASSES;
    if (!drawn) {
      return Optional.empty();
    }
    PointChart.Frame frame =
        new PointChart.Frame(
            new LineChart.Axes(Axis.of(longitude.get()), Axis.of(latitude.get())),
            along,
            up,
            shape(along, up));
    return Optional.of(
        classes.isEmpty()
            ? residuals(rows, frame, x, y)
            : classes(RowGroups.of(rows, classes, x, y), frame));
  }

  private static Optional<String> named(Set<String> names, List<String> columns) {
    return columns.stream()
        .filter(name -> names.contains(name.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  /** Width by height; a degree of longitude is shorter than one of latitude by its cosine. */
  private static double shape(Range longitude, Range latitude) {
    double middle = Math.toRadians(latitude.at(1, 3));
    double shape = longitude.length() * Math.cos(middle) / latitude.length();
    return Math.min(FLATTEST, Math.max(STEEPEST, shape));
  }

  private static Part residuals(
      List<KeptRow> rows,
      PointChart.Frame frame,
      ToDoubleFunction<KeptRow> x,
      ToDoubleFunction<KeptRow> y) {
    double most = rows.stream().mapToDouble(row -> Math.abs(row.residual())).max().orElse(0);
    return new PointChart(
        "Map of errors",
        "Label less prediction of each row where it lies: above 0 the prediction is too low.",
        frame,
        List.of(PointChart.Points.of("rows", PointChart.Look.VALUE, rows, x, y, KeptRow::residual)),
        PointChart.Ground.NONE.with(
            new PointChart.Colours("label less prediction", new Range(-most, most), true)));
  }

  private static Part classes(List<PointChart.Points> groups, PointChart.Frame frame) {
    return new PointChart(
        "Map of classes",
        "Each row where it lies, in the colour of its class, with a ring where it is taken for"
            + " another.",
        frame,
        groups,
        PointChart.Ground.NONE);
  }
}
