package dev.descent.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.jobs.run.CsvTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * What every threshold would give, for a slider.
 *
 * @param at thresholds in descending order with tp, fp, tn and fn of each
 * @param chosen the threshold of the evaluation
 * @param labels of the negative and the positive class
 */
record ThresholdPart(List<double[]> at, double chosen, List<String> labels, Costs costs)
    implements Part {
  private static final List<String> COUNTS = List.of("tp", "fp", "tn", "fn");

  /** More thresholds than these are thinned: by recall over fall-out, as the ROC curve is. */
  private static final int MOST = 1000;

  /**
   * Of thresholds.csv, and of metrics.json for the chosen threshold itself.
   *
   * @param metrics of the data set that the table is of
   * @param labels of the negative and the positive class
   */
  static Optional<ThresholdPart> of(
      CsvTable table, JsonNode metrics, List<String> labels, Costs costs) {
    JsonNode confusion = metrics.path("confusion");
    double chosen = Show.value(metrics.path("threshold"));
    if (table.rows().isEmpty() || !confusion.isObject() || !Double.isFinite(chosen)) {
      return Optional.empty();
    }
    List<double[]> at = new ArrayList<>(thinned(table));
    double[] here =
        DoubleStream.concat(
                DoubleStream.of(chosen),
                COUNTS.stream().mapToDouble(count -> Show.value(confusion.path(count))))
            .toArray();
    at.removeIf(row -> row[0] == chosen);
    at.add(here);
    at.add(nothing(at.get(0)));
    at.sort(Comparator.comparingDouble((double[] row) -> -row[0]));
    return Optional.of(new ThresholdPart(List.copyOf(at), chosen, labels, costs));
  }

  /** Above every score, where no row is predicted positive. */
  private static double[] nothing(double[] row) {
    return new double[] {Double.POSITIVE_INFINITY, 0, 0, row[2] + row[3], row[1] + row[4]};
  }

  private static List<double[]> thinned(CsvTable table) {
    double[] fallOut = table.numbers("fallOut");
    double[] recall = table.numbers("recall");
    double[] threshold = table.numbers("threshold");
    List<double[]> counts = COUNTS.stream().map(table::numbers).toList();
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < threshold.length; i++) {
      points.add(new double[] {fallOut[i], recall[i], i});
    }
    return Thinning.toAtMost(MOST, points).stream()
        .map(point -> (int) point[2])
        .map(
            i ->
                DoubleStream.concat(
                        DoubleStream.of(threshold[i]),
                        counts.stream().mapToDouble(count -> count[i]))
                    .toArray())
        .toList();
  }

  /** Precision, recall and F1 by threshold. */
  LineChart chart() {
    List<double[]> finite = at.stream().filter(row -> Double.isFinite(row[0])).toList();
    double[] x = finite.stream().mapToDouble(row -> row[0]).toArray();
    return new LineChart(
        "Precision, recall and F1 by threshold",
        "The upright line is the threshold of the slider.",
        new LineChart.Axes(Axis.of("threshold"), Axis.share("")),
        List.of(
            new Series("precision", x, of(finite, 1, 2)),
            new Series("recall", x, of(finite, 1, 4)),
            new Series("F1", x, finite.stream().mapToDouble(ThresholdPart::f1).toArray())),
        LineChart.Trait.AT_THRESHOLD);
  }

  private static double[] of(List<double[]> rows, int part, int rest) {
    return rows.stream().mapToDouble(row -> ratio(row[part], row[part] + row[rest])).toArray();
  }

  private static double f1(double[] row) {
    return ratio(2 * row[1], 2 * row[1] + row[2] + row[4]);
  }

  private static double ratio(double part, double all) {
    return all == 0 ? 0 : part / all;
  }

  @Override
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", "thresholds");
    map.put("at", at.stream().map(ThresholdPart::cells).toList());
    map.put("chosen", chosen);
    map.put("labels", labels.stream().map(Show::name).toList());
    map.put("falsePositive", costs.falsePositive());
    map.put("falseNegative", costs.falseNegative());
    return map;
  }

  /** JSON has no number for infinity, so that it is a text. */
  private static List<Object> cells(double[] row) {
    List<Object> cells = new ArrayList<>();
    cells.add(Double.isFinite(row[0]) ? row[0] : "Infinity");
    for (int i = 1; i < row.length; i++) {
      cells.add(Show.rounded(row[i], 9));
    }
    return cells;
  }
}
