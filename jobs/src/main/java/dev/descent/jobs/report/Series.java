package dev.descent.jobs.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Points of a chart that belong together, in the order in which they are joined.
 *
 * @param x where they are; ascending or descending where they are to be thinned
 * @param y how high they are, as many
 */
record Series(String name, double[] x, double[] y) {
  private static final int DIGITS = 7;

  Series {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          name + " must have as many x as y, but had " + x.length + " and " + y.length);
    }
  }

  /** Without points that have no place on the axes. */
  Series on(LineChart.Axes axes) {
    return of(points().stream().filter(p -> axes.x().has(p[0]) && axes.y().has(p[1])).toList());
  }

  /** With at most {@code limit} points, which must be finite. */
  Series thinned(int limit) {
    return of(Thinning.toAtMost(limit, points()));
  }

  private List<double[]> points() {
    return IntStream.range(0, x.length).mapToObj(i -> new double[] {x[i], y[i]}).toList();
  }

  private Series of(List<double[]> points) {
    return new Series(
        name,
        points.stream().mapToDouble(p -> p[0]).toArray(),
        points.stream().mapToDouble(p -> p[1]).toArray());
  }

  /** How many points it has. */
  int size() {
    return x.length;
  }

  /** Whether all of them are equally high. */
  boolean isFlat() {
    for (double value : y) {
      if (value != y[0]) {
        return false;
      }
    }
    return true;
  }

  Map<String, Object> toMap() {
    List<List<Double>> points = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      points.add(List.of(Show.rounded(x[i], DIGITS), Show.rounded(y[i], DIGITS)));
    }
    return Map.of("name", Show.name(name), "points", points);
  }
}
