package dev.descent.jobs.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lines over two axes, with the table of their points behind it.
 *
 * @param note one sentence on how to read it; empty for none
 * @param trait what is drawn beside the lines
 */
record LineChart(String title, String note, Axes axes, List<Series> series, Trait trait)
    implements Part {
  /** More points than these are thinned. */
  static final int POINTS = 2000;

  private static final int FEWEST = 100;

  /** What is along the chart and up it. */
  record Axes(Axis x, Axis y) {}

  /** What is drawn beside the lines. */
  enum Trait {
    NONE,
    /** The line on which both axes are equal. */
    DIAGONAL,
    /** The point at the threshold that the slider is at, by fall-out and recall. */
    AT_THRESHOLD_ROC,
    /** The same by recall and precision. */
    AT_THRESHOLD_PR,
    /** The same by the threshold itself, as an upright line. */
    AT_THRESHOLD
  }

  LineChart {
    List<Series> finite =
        series.stream().map(one -> one.on(axes)).filter(s -> s.size() > 0).toList();
    int each = Math.max(FEWEST, POINTS / Math.max(1, finite.size()));
    series = finite.stream().map(one -> one.thinned(each)).toList();
  }

  static LineChart of(String title, String note, Axes axes, List<Series> series) {
    return new LineChart(title, note, axes, series, Trait.NONE);
  }

  LineChart with(Trait other) {
    return new LineChart(title, note, axes, series, other);
  }

  /** Whether there is a line in it. */
  boolean isWorthDrawing() {
    return series.stream().anyMatch(one -> one.size() > 1);
  }

  @Override
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", "lines");
    map.put("title", title);
    map.put("note", note);
    map.put("x", axes.x().toMap());
    map.put("y", axes.y().toMap());
    map.put("series", series.stream().map(Series::toMap).toList());
    map.put("trait", trait.name());
    return map;
  }
}
