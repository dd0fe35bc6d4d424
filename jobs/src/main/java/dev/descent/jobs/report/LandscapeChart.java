package dev.descent.jobs.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Ways over the bands of a height.
 *
 * @param note one sentence on how to read it
 * @param axes of both coordinates of a way
 * @param ground over which the ways go
 * @param series the ways, in the order of their steps
 */
record LandscapeChart(
    String title, String note, LineChart.Axes axes, Ground ground, List<Series> series)
    implements Part {
  private static final int DIGITS = 6;

  /**
   * Heights on a grid.
   *
   * @param x of its columns, ascending
   * @param y of its rows, ascending
   * @param heights a row for each y; NaN where there is none
   * @param least where the height is least [2], if that is known
   */
  record Ground(double[] x, double[] y, List<double[]> heights, Optional<double[]> least) {
    Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("x", ends(x));
      map.put("y", ends(y));
      map.put("heights", heights.stream().map(Ground::row).toList());
      least.ifPresent(point -> map.put("least", row(point)));
      return map;
    }

    private static List<Double> ends(double[] all) {
      return List.of(all[0], all[all.length - 1]);
    }

    private static List<Object> row(double[] numbers) {
      return DoubleStream.of(numbers)
          .mapToObj(
              one ->
                  Double.isFinite(one) ? (Object) Show.rounded(one, DIGITS) : String.valueOf(one))
          .toList();
    }

    /** How much of the plane it covers. */
    double area() {
      return (x[x.length - 1] - x[0]) * (y[y.length - 1] - y[0]);
    }
  }

  @Override
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", "landscape");
    map.put("title", title);
    map.put("note", note);
    map.put("x", axis(axes.x(), ground.x(), Series::x));
    map.put("y", axis(axes.y(), ground.y(), Series::y));
    map.put("ground", ground.toMap());
    map.put("series", series.stream().map(Series::toMap).toList());
    map.put("trait", LineChart.Trait.NONE.name());
    return map;
  }

  /** From end to end of the ground and of all ways. */
  private Map<String, Object> axis(Axis axis, double[] ground, Function<Series, double[]> of) {
    double[] all =
        Stream.concat(Stream.of(ground), series.stream().map(of))
            .flatMapToDouble(DoubleStream::of)
            .toArray();
    Map<String, Object> map = new LinkedHashMap<>(axis.toMap());
    map.put("min", DoubleStream.of(all).min().orElseThrow());
    map.put("max", DoubleStream.of(all).max().orElseThrow());
    return map;
  }
}
