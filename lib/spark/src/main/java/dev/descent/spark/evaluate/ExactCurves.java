package dev.descent.spark.evaluate;

import dev.descent.metric.CurveFrame;
import dev.descent.metric.CurveSummary;
import dev.descent.metric.KeyRanges;
import dev.descent.metric.ScoreHistogram;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;

/**
 * Curves of which every distinct probability is a point, without bringing them to the driver.
 *
 * <p>The probabilities of each curve are cut into ranges of about as many rows, by histograms of
 * their keys. One shuffle brings every range together in packed arrays, where it is sorted and
 * walked down from the weights of the ranges above, which the histograms gave. What comes to the
 * driver are sums and the points kept for plotting.
 */
final class ExactCurves {
  private final JavaRDD<ScoredRows> rows;
  private final CurveRequest request;
  private final TaskRows sizes;

  /**
   * How many rows a task sorts.
   *
   * @param least below, another task costs more than it saves
   * @param most they take 12 to 20 bytes each, twice while they are sorted
   */
  record TaskRows(long least, long most) {
    static final TaskRows USUAL = new TaskRows(1L << 16, 1L << 22);
  }

  ExactCurves(JavaRDD<ScoredRows> rows, CurveRequest request, TaskRows sizes) {
    this.rows = rows;
    this.request = request;
    this.sizes = sizes;
  }

  /**
   * The curves of every part.
   *
   * @param extents of each curve a histogram of one bin, with all rows
   */
  Map<Part, List<CurveSummary>> of(Map<Part, List<ScoreHistogram>> extents) {
    RangePlan plan = plan(extents);
    RangeParts parts = plan.scan(rows, request.numbers());
    List<CurveSummary> summaries = new ArrayList<>();
    List<CurveFrame> frames = plan.frames();
    for (int curve = 0; curve < frames.size(); curve++) {
      summaries.add(CurveSummary.of(frames.get(curve), parts.of(curve)));
    }
    return CurveNumbers.of(extents).byPart(summaries);
  }

  /** Which ranges the curves are cut into. */
  RangePlan plan(Map<Part, List<ScoreHistogram>> extents) {
    CurveNumbers numbers = CurveNumbers.of(extents);
    List<KeyRanges> ranges = CurveNumbers.flat(extents).stream().map(KeyRanges::of).toList();
    long limit = limit(ranges);
    KeyRanges.Cuts[] cuts = cuts(ranges, limit);
    while (!isEmpty(cuts)) {
      ranges = CutHistograms.of(rows, request, numbers, cuts).cut(ranges, limit);
      cuts = cuts(ranges, limit);
    }
    Map<Part, List<CurveFrame>> frames = new TreeMap<>();
    extents.forEach((part, histograms) -> frames.put(part, request.frames(histograms)));
    return RangePlan.of(numbers, CurveNumbers.flat(frames), ranges, limit);
  }

  private long limit(List<KeyRanges> ranges) {
    long all = ranges.stream().mapToLong(KeyRanges::rows).sum();
    long each = all / rows.context().defaultParallelism() + 1;
    return Math.min(sizes.most(), Math.max(sizes.least(), each));
  }

  private static KeyRanges.Cuts[] cuts(List<KeyRanges> ranges, long limit) {
    return ranges.stream().map(curve -> curve.cuts(limit)).toArray(KeyRanges.Cuts[]::new);
  }

  private static boolean isEmpty(KeyRanges.Cuts[] cuts) {
    for (KeyRanges.Cuts curve : cuts) {
      if (!curve.isEmpty()) {
        return false;
      }
    }
    return true;
  }
}
