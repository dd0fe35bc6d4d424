package dev.descent.spark.train;

import dev.descent.objective.LossGradient;
import dev.descent.objective.Objective;
import dev.descent.objective.TileWindow;
import dev.descent.spark.data.HashOrderedTiles;
import dev.descent.spark.ship.Shipped;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;

/** One pass over cached tiles that sums loss and gradient at several points. */
record TilePass(TileSums tiles) {

  /**
   * What is asked for.
   *
   * @param parameters [p] of the features
   * @param window of the rows
   * @param withGradient or only the loss
   */
  record Point(Objective objective, double[] parameters, TileWindow window, boolean withGradient) {

    /** How many numbers a gradient has that is asked for. */
    int sums() {
      return withGradient ? parameters.length : 0;
    }
  }

  /** The sums at {@code points}, each with the bits that it has alone. */
  List<LossGradient> at(List<Point> points) {
    long numbers = points.stream().mapToLong(point -> point.parameters.length).sum();
    return at(points, Shipped.Way.of(context(), numbers));
  }

  /** The same, with parameters that get to the tasks on that {@code way}. */
  List<LossGradient> at(List<Point> points, Shipped.Way way) {
    double[][] ofTiles =
        points.stream()
            .map(point -> point.objective.tileParameters(point.parameters))
            .toArray(double[][]::new);
    LossGradient[] sums;
    try (Shipped<double[][]> shipped = Shipped.by(way, context(), ofTiles)) {
      sums = sums(points, shipped);
    }
    return IntStream.range(0, sums.length)
        .mapToObj(k -> points.get(k).objective.ofFeatures(sums[k]))
        .toList();
  }

  private LossGradient[] sums(List<Point> points, Shipped<double[][]> shipped) {
    long rows = Arrays.stream(data().rows()).asLongStream().sum();
    int first = points.stream().mapToInt(point -> point.window.firstTile()).min().orElseThrow();
    int last = points.stream().mapToInt(point -> point.window.lastTile()).max().orElseThrow();
    return tiles.between(first, last, new TileSum(points, rows, shipped));
  }

  HashOrderedTiles data() {
    return tiles.data();
  }

  private SparkContext context() {
    return data().tiles().context();
  }
}
