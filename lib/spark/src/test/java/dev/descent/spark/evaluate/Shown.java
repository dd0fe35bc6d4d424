package dev.descent.spark.evaluate;

import dev.descent.metric.CurveSummary;
import dev.descent.metric.CurveTables;
import dev.descent.metric.ResidualGrid;
import dev.descent.metric.Table;
import java.util.List;
import java.util.stream.Stream;

/** Everything that a measurement holds as text: equal texts mean equal bits. */
final class Shown {
  private Shown() {}

  static List<String> all(Evaluation evaluation) {
    return evaluation.sides().entrySet().stream()
        .flatMap(side -> Stream.concat(Stream.of(side.getKey().name()), lines(side.getValue())))
        .toList();
  }

  private static Stream<String> lines(Measurement measurement) {
    Stream<String> metrics =
        Stream.of(measurement.rows() + " rows", measurement.toMap().toString());
    if (measurement instanceof Measurement.Binary binary) {
      return Stream.of(metrics, curve(binary.curve()), binary.calibration().table().csvLines())
          .flatMap(lines -> lines);
    }
    if (measurement instanceof Measurement.Regression regression) {
      return Stream.concat(metrics, regression.grid().stream().flatMap(Shown::grid));
    }
    return measurement instanceof Measurement.MultiClass several
        ? Stream.concat(metrics, several.curves().stream().flatMap(Shown::curve))
        : metrics;
  }

  private static Stream<String> grid(ResidualGrid grid) {
    return Stream.of(grid.cells(), grid.residuals(), grid.bias()).flatMap(Table::csvLines);
  }

  static Stream<String> curve(CurveSummary summary) {
    return Stream.concat(
        CurveTables.thresholds(summary.curve()).csvLines(),
        Stream.of(
            summary.points() + " points, ks " + summary.ks() + " at " + summary.ksThreshold(),
            summary.deviation().toString(),
            summary.areas().toString(),
            summary.errors().toString(),
            summary.gains().toString(),
            summary.threshold().toString(),
            summary.pairs().toString()));
  }
}
