package dev.descent.metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.IntToDoubleFunction;

/**
 * Few points of a polyline that stand for all of them.
 *
 * <p>Both ends stay; then the point farthest from the polyline of those kept joins them, until
 * enough are kept or none is off the line. The {@link #deviation} is the largest distance that a
 * dropped point has from the segment that replaces it.
 *
 * <p>Source: Douglas and Peucker, Cartographica 10, 1973, taken best first.
 */
public final class Thinning {
  private static final Comparator<Segment> FARTHEST_FIRST =
      Comparator.comparingDouble(Segment::deviation).reversed().thenComparingInt(Segment::from);

  private final int[] points;
  private final double deviation;

  private Thinning(int[] points, double deviation) {
    this.points = points;
    this.deviation = deviation;
  }

  /** The points kept, ascending. */
  public int[] points() {
    return points.clone();
  }

  /** The largest distance of a dropped point from the polyline of the points kept. */
  public double deviation() {
    return deviation;
  }

  /** Thins {@code line} to at most {@code atMost} >= 2 points. */
  static Thinning of(Polyline line, int atMost) {
    if (atMost < 2) {
      throw new IllegalArgumentException(
          "a thinned curve has >= 2 points, but asked were " + atMost);
    }
    int last = line.points() - 1;
    if (last < 1) {
      return new Thinning(new int[] {0}, 0);
    }
    int[] kept = new int[Math.min(atMost, line.points())];
    kept[1] = last;
    int n = 2;
    PriorityQueue<Segment> open = new PriorityQueue<>(FARTHEST_FIRST);
    open.add(line.segment(0, last));
    Segment worst = open.remove();
    while (n < kept.length && worst.deviation() > 0) {
      kept[n++] = worst.farthest();
      open.add(line.segment(worst.from(), worst.farthest()));
      open.add(line.segment(worst.farthest(), worst.to()));
      worst = open.remove();
    }
    int[] sorted = Arrays.copyOf(kept, n);
    Arrays.sort(sorted);
    return new Thinning(sorted, worst.deviation());
  }

  /** The points (x(k), y(k)) for k from 0 to points - 1. */
  record Polyline(int points, IntToDoubleFunction x, IntToDoubleFunction y) {

    /** The segment between two points, with the point between them that is farthest from it. */
    Segment segment(int from, int to) {
      double x0 = x.applyAsDouble(from);
      double y0 = y.applyAsDouble(from);
      double dx = x.applyAsDouble(to) - x0;
      double dy = y.applyAsDouble(to) - y0;
      double squared = dx * dx + dy * dy;
      double farthest = 0;
      int at = from;
      for (int k = from + 1; k < to; k++) {
        double px = x.applyAsDouble(k) - x0;
        double py = y.applyAsDouble(k) - y0;
        double along = squared == 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / squared));
        double ex = px - along * dx;
        double ey = py - along * dy;
        double distance = ex * ex + ey * ey;
        if (distance > farthest) {
          farthest = distance;
          at = k;
        }
      }
      return new Segment(from, to, at, Math.sqrt(farthest));
    }
  }

  /** A segment of the thinned line and the dropped point that is farthest from it. */
  record Segment(int from, int to, int farthest, double deviation) {}
}
