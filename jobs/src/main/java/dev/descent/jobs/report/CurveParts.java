package dev.descent.jobs.report;

import dev.descent.jobs.run.CsvTable;
import dev.descent.jobs.run.RunFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The curves of a classifier. */
final class CurveParts {
  private static final String CLASS = "class";
  private static final String RECALL = "recall";
  private static final String PRECISION = "precision";
  private static final String FALL_OUT = "fallOut";

  /** More lines than these are nothing to look at. */
  private static final int MOST = 20;

  private final RunFiles files;

  CurveParts(RunFiles files) {
    this.files = files;
  }

  /** ROC, precision-recall and calibration, as far as there are such files. */
  List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    boolean two = !files.curve("thresholds").columns().isEmpty();
    List<Series> rocs = lines(files.curve("roc"), FALL_OUT, RECALL);
    List<Series> prs = lines(files.curve("pr"), RECALL, PRECISION);
    LineChart roc = roc(rocs.stream().limit(MOST).toList());
    LineChart pr = pr(prs.stream().limit(MOST).toList());
    LineChart calibration = calibration(files.curve("calibration"));
    List<LineChart> drawn =
        List.of(
            two ? roc.with(LineChart.Trait.AT_THRESHOLD_ROC) : roc,
            two ? pr.with(LineChart.Trait.AT_THRESHOLD_PR) : pr,
            calibration);
    drawn.stream().filter(LineChart::isWorthDrawing).forEach(parts::add);
    if (rocs.size() > MOST) {
      parts.add(
          new Part.Words(
              "The curves are those of the first "
                  + MOST
                  + " of "
                  + rocs.size()
                  + " classes; the folder curves has all."));
    }
    return parts;
  }

  static LineChart roc(List<Series> lines) {
    return LineChart.of(
            "ROC",
            "Recall against the share of negatives that are taken for positive. The dashed line is"
                + " chance.",
            new LineChart.Axes(Axis.share("fall-out"), Axis.share(RECALL)),
            lines)
        .with(LineChart.Trait.DIAGONAL);
  }

  static LineChart pr(List<Series> lines) {
    return LineChart.of(
        "Precision and recall",
        "How many of the rows predicted positive are so, against how many positives are found.",
        new LineChart.Axes(Axis.share(RECALL), Axis.share(PRECISION)),
        lines);
  }

  private static LineChart calibration(CsvTable table) {
    List<Series> lines = table.columns().isEmpty() ? List.of() : List.of(observed(table));
    return LineChart.of(
            "Calibration",
            "Of the rows that are given a probability, the share that is positive. On the dashed"
                + " line both agree.",
            new LineChart.Axes(Axis.share("mean probability"), Axis.share("observed rate")),
            lines)
        .with(LineChart.Trait.DIAGONAL);
  }

  /** Without bins that no row is in. */
  private static Series observed(CsvTable table) {
    double[] rows = table.numbers("rows");
    List<Integer> met = IntStream.range(0, rows.length).filter(i -> rows[i] > 0).boxed().toList();
    return new Series(
        "observed rate",
        at(table.numbers("meanProbability"), met),
        at(table.numbers("observedRate"), met));
  }

  /** A line, or one for each class where there is such a column. */
  static List<Series> lines(CsvTable table, String x, String y) {
    if (table.columns().isEmpty()) {
      return List.of();
    }
    double[] along = table.numbers(x);
    double[] up = table.numbers(y);
    if (!table.columns().contains(CLASS)) {
      return List.of(new Series(y, along, up));
    }
    int label = table.columns().indexOf(CLASS);
    Map<String, List<Integer>> byClass = new LinkedHashMap<>();
    IntStream.range(0, table.rows().size())
        .forEach(
            i ->
                byClass
                    .computeIfAbsent(table.rows().get(i).get(label), key -> new ArrayList<>())
                    .add(i));
    return byClass.entrySet().stream()
        .map(
            entry ->
                new Series(entry.getKey(), at(along, entry.getValue()), at(up, entry.getValue())))
        .toList();
  }

  private static double[] at(double[] values, List<Integer> rows) {
    return rows.stream().mapToDouble(i -> values[i]).toArray();
  }
}
