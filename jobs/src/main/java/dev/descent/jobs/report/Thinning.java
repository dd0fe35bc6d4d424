package dev.descent.jobs.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Leaves points of a line away so that it looks the same.
 *
 * <p>Largest triangle three buckets: the first and the last point stay; those between are parted
 * into equal runs, and of each run that point stays which spans the largest triangle with the point
 * kept before it and the mean of the next run.
 *
 * <p>Steinarsson, Downsampling Time Series for Visual Representation, 2013, section 4.2.
 */
final class Thinning {
  private Thinning() {}

  /** At most {@code limit} of {@code points}, in their order; {@code limit} is 3 or more. */
  static List<double[]> toAtMost(int limit, List<double[]> points) {
    if (limit < 3) {
      throw new IllegalArgumentException("limit must be >= 3, but was " + limit);
    }
    if (points.size() <= limit) {
      return points;
    }
    List<double[]> kept = new ArrayList<>(limit);
    double[] before = points.get(0);
    kept.add(before);
    for (int bucket = 0; bucket < limit - 2; bucket++) {
      List<double[]> here = bucket(points, bucket, limit);
      before = largest(before, here, mean(bucket(points, bucket + 1, limit)));
      kept.add(before);
    }
    kept.add(points.get(points.size() - 1));
    return kept;
  }

  /** The one behind the last of those between is the last point alone. */
  private static List<double[]> bucket(List<double[]> points, int index, int limit) {
    int last = points.size() - 1;
    return points.subList(border(last, index, limit), border(last, index + 1, limit));
  }

  private static int border(int last, int index, int limit) {
    return index > limit - 2 ? last + 1 : 1 + (int) ((long) (last - 1) * index / (limit - 2));
  }

  private static double[] mean(List<double[]> points) {
    double x = 0;
    double y = 0;
    for (double[] point : points) {
      x += point[0] / points.size();
      y += point[1] / points.size();
    }
    return new double[] {x, y};
  }

  private static double[] largest(double[] from, List<double[]> points, double[] to) {
    double[] best = points.get(0);
    double area = -1;
    for (double[] p : points) {
      double twice =
          Math.abs((from[0] - to[0]) * (p[1] - from[1]) - (from[0] - p[0]) * (to[1] - from[1]));
      if (twice > area) {
        area = twice;
        best = p;
      }
    }
    return best;
  }
}
