package dev.descent.jobs;

import dev.descent.jobs.run.RunFolder;
import dev.descent.metric.Curve;
import dev.descent.metric.CurveSummary;
import dev.descent.metric.CurveTables;
import dev.descent.metric.Table;
import dev.descent.spark.evaluate.Measurement;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The curve files of a run folder. */
final class CurveFiles {
  private CurveFiles() {}

  /** Writes the curves that {@code found} has. */
  static void write(Measurement found, RunFolder folder) {
    if (found instanceof Measurement.Binary binary) {
      Curve curve = binary.curve().curve();
      folder.writeCurve("roc", CurveTables.roc(curve).csvLines());
      folder.writeCurve("pr", CurveTables.pr(curve).csvLines());
      folder.writeCurve("thresholds", CurveTables.thresholds(curve).csvLines());
      folder.writeCurve("gains", binary.curve().gains().table().csvLines());
      folder.writeCurve("calibration", binary.calibration().table().csvLines());
    } else if (found instanceof Measurement.MultiClass several) {
      folder.writeCurve("roc", byClass(several, CurveTables::roc));
      folder.writeCurve("pr", byClass(several, CurveTables::pr));
    } else if (found instanceof Measurement.Regression regression) {
      regression
          .grid()
          .ifPresent(
              grid -> {
                folder.writeCurve("predicted", grid.cells().csvLines());
                folder.writeCurve("residuals", grid.residuals().csvLines());
                folder.writeCurve("bias", grid.bias().csvLines());
              });
    }
  }

  /** The curves of all classes, each against the rest, with the class in the first column. */
  private static Stream<String> byClass(
      Measurement.MultiClass several, Function<Curve, Table> tables) {
    List<Curve> curves = several.curves().stream().map(CurveSummary::curve).toList();
    List<String> columns = tables.apply(curves.get(0)).columns();
    Stream<String> rows =
        IntStream.range(0, curves.size())
            .boxed()
            .flatMap(
                k -> {
                  String label = quoted(String.valueOf(several.metrics().labels().get(k)));
                  return tables
                      .apply(curves.get(k))
                      .csvLines()
                      .skip(1)
                      .map(line -> label + "," + line);
                });
    return Stream.concat(Stream.of("class," + String.join(",", columns)), rows);
  }

  /** As a field of a CSV file. */
  private static String quoted(String label) {
    boolean plain = label.chars().noneMatch(c -> ",\"\n\r".indexOf(c) >= 0);
    return plain ? label : "\"" + label.replace("\"", "\"\"") + "\"";
  }
}
