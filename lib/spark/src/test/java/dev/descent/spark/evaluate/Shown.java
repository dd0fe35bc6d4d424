package dev.descent.spark.evaluate;

import dev.descent.metric.CurveTables;
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
      int[] points = binary.curve().allPoints();
      return Stream.of(
              metrics,
              CurveTables.thresholds(binary.curve(), points).csvLines(),
              binary.calibration().table().csvLines())
          .flatMap(lines -> lines);
    }
    return measurement instanceof Measurement.MultiClass several
        ? Stream.concat(
            metrics,
            several.curves().stream()
                .flatMap(curve -> CurveTables.thresholds(curve, curve.allPoints()).csvLines()))
        : metrics;
  }
}
