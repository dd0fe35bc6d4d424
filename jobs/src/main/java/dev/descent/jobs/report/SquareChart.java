package dev.descent.jobs.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Squares over two axes of the same scale, the stronger the more they hold, and the line on which
 * both axes are equal.
 *
 * @param note one sentence on how to read it
 * @param side of a square, in units of the axes
 */
record SquareChart(
    String title, String note, LineChart.Axes axes, List<Square> squares, double side)
    implements Part {
  private static final int DIGITS = 5;

  /** How many rows are around a point. */
  record Square(double x, double y, double rows) {
    List<Double> toList() {
      return List.of(Show.rounded(x, DIGITS), Show.rounded(y, DIGITS), Show.rounded(rows, DIGITS));
    }
  }

  SquareChart {
    squares = List.copyOf(squares);
  }

  @Override
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", "squares");
    map.put("title", title);
    map.put("note", note);
    map.put("x", axes.x().toMap());
    map.put("y", axes.y().toMap());
    map.put("squares", squares.stream().map(Square::toList).toList());
    map.put("side", side);
    return map;
  }
}
