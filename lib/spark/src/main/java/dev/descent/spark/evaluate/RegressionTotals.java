package dev.descent.spark.evaluate;

import dev.descent.metric.RegressionMoments;
import dev.descent.spark.source.BadRows;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/** The sums of every part that has rows, for a regression. */
final class RegressionTotals implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TreeMap<Part, RegressionMoments> moments = new TreeMap<>();
  private final TreeMap<Part, Long> rows = new TreeMap<>();
  private final BadRows bad = new BadRows();

  /** Adds a chunk of rows; returns this. */
  RegressionTotals add(ScoredRows chunk) {
    bad.merge(chunk.bad());
    if (chunk.rows() > 0) {
      rows.merge(chunk.part(), (long) chunk.rows(), Long::sum);
      RegressionMoments part =
          moments.computeIfAbsent(chunk.part(), absent -> new RegressionMoments());
      for (int i = 0; i < chunk.rows(); i++) {
        part.add(chunk.label(i), chunk.score(i), chunk.weight(i));
      }
    }
    return this;
  }

  /** Adds the rows of {@code that}; returns this. */
  RegressionTotals merge(RegressionTotals that) {
    that.moments.forEach((part, sums) -> moments.merge(part, sums, RegressionMoments::merge));
    that.rows.forEach((part, count) -> rows.merge(part, count, Long::sum));
    bad.merge(that.bad);
    return this;
  }

  Map<Part, RegressionMoments> moments() {
    return moments;
  }

  long rows(Part part) {
    return rows.getOrDefault(part, 0L);
  }

  BadRows bad() {
    return bad;
  }
}
