package dev.descent.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.jobs.run.CsvTable;
import dev.descent.jobs.run.RunFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Where the predictions of a regression are right, and where they are not. */
final class RegressionParts {
  private static final String FROM = "predictionFrom";
  private static final String TO = "predictionTo";
  private static final String PREDICTION = "prediction";

  private final RunFiles files;
  private final Measures measures;

  RegressionParts(RunFiles files, Measures measures) {
    this.files = files;
    this.measures = measures;
  }

  Optional<Section> section() {
    List<Part> parts = new ArrayList<>();
    CsvTable cells = files.curve("predicted");
    if (!cells.rows().isEmpty()) {
      parts.add(squares(cells));
      parts.add(columns(files.curve("residuals")));
      LineChart bias = bias(files.curve("bias"));
      if (bias.isWorthDrawing()) {
        parts.add(bias);
      }
    }
    quantiles().ifPresent(parts::add);
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(new Section("residuals", "Predictions, on the " + measures.rows(), parts));
  }

  private static Part squares(CsvTable cells) {
    double[] x = middles(cells, FROM, TO);
    double[] y = middles(cells, "labelFrom", "labelTo");
    double[] rows = cells.numbers("rows");
    return new SquareChart(
        "Label and prediction",
        "A square is the stronger, the more rows it holds. On the dashed line both agree.",
        new LineChart.Axes(Axis.of(PREDICTION), Axis.of("label")),
        IntStream.range(0, rows.length)
            .mapToObj(i -> new SquareChart.Square(x[i], y[i], rows[i]))
            .toList(),
        cells.numbers(TO)[0] - cells.numbers(FROM)[0]);
  }

  private static Part columns(CsvTable bins) {
    double[] middles = middles(bins, "from", "to");
    double[] rows = bins.numbers("rows");
    return new ColumnChart(
        "How far off",
        "Rows by label less prediction; the first and the last column also hold what lies beyond.",
        "label less prediction",
        IntStream.range(0, rows.length)
            .mapToObj(i -> new ColumnChart.Column(middles[i], rows[i]))
            .toList());
  }

  private static LineChart bias(CsvTable bins) {
    return LineChart.of(
        "Mean error by prediction",
        "Above 0 predictions are too low there, below 0 too high.",
        new LineChart.Axes(Axis.of(PREDICTION), Axis.of("label less prediction")),
        List.of(new Series("mean error", middles(bins, FROM, TO), bins.numbers("meanError"))));
  }

  private static double[] middles(CsvTable table, String from, String to) {
    double[] low = table.numbers(from);
    double[] high = table.numbers(to);
    return IntStream.range(0, low.length).mapToDouble(i -> low[i] / 2 + high[i] / 2).toArray();
  }

  private Optional<Part> quantiles() {
    JsonNode quantiles = measures.last().path("residualQuantiles");
    List<List<Object>> rows = new ArrayList<>();
    quantiles
        .properties()
        .forEach(one -> rows.add(List.of(share(one.getKey()), Measures.cell(one.getValue()))));
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Part.Table(
                "Quantiles of the error",
                List.of("share of the rows", "label less prediction is at most"),
                rows,
                ""));
  }

  private static String share(String level) {
    return Show.number(100 * Double.parseDouble(level)) + " %";
  }
}
