package dev.descent.jobs.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntBinaryOperator;

/**
 * Where a function of two numbers crosses 0, as pieces of straight lines between the edges of the
 * cells of a grid (marching squares).
 *
 * @param values [size * size], row after row; no line goes through a cell with a NaN
 */
record Contour(Range x, Range y, double[] values, int size) {
  /** The corners of a cell, once around. */
  private static final int[][] CORNERS = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};

  /** Each line as x and y of its ends. */
  List<double[]> lines() {
    List<double[]> lines = new ArrayList<>();
    for (int row = 0; row + 1 < size; row++) {
      for (int column = 0; column + 1 < size; column++) {
        List<double[]> met = crossings(column, row);
        for (int k = 0; k + 1 < met.size(); k += 2) {
          double[] a = met.get(k);
          double[] b = met.get(k + 1);
          lines.add(new double[] {a[0], a[1], b[0], b[1]});
        }
      }
    }
    return lines;
  }

  /** The points where the edges of a cell are crossed: none, two or four. */
  private List<double[]> crossings(int column, int row) {
    IntBinaryOperator place = (k, axis) -> (axis == 0 ? column : row) + CORNERS[k % 4][axis];
    List<double[]> met = new ArrayList<>();
    for (int k = 0; k < CORNERS.length; k++) {
      double a = values[place.applyAsInt(k, 1) * size + place.applyAsInt(k, 0)];
      double b = values[place.applyAsInt(k + 1, 1) * size + place.applyAsInt(k + 1, 0)];
      if (Double.isNaN(a)) {
        return List.of();
      }
      if (a >= 0 != b >= 0) {
        double t = a / (a - b);
        met.add(
            new double[] {
              between(x, place.applyAsInt(k, 0), place.applyAsInt(k + 1, 0), t),
              between(y, place.applyAsInt(k, 1), place.applyAsInt(k + 1, 1), t)
            });
      }
    }
    return met;
  }

  private double between(Range range, int from, int to, double t) {
    return range.at(from, size) * (1 - t) + range.at(to, size) * t;
  }
}
