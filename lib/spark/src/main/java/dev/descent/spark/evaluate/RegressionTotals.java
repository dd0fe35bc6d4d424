package dev.descent.spark.evaluate;

import dev.descent.metric.RegressionMoments;
import dev.descent.spark.data.BadRows;
import dev.descent.spark.data.Side;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/** The sums of every side that has rows, for a regression. */
final class RegressionTotals implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TreeMap<Side, RegressionMoments> moments = new TreeMap<>();
  private final TreeMap<Side, Long> rows = new TreeMap<>();
  private final BadRows bad = new BadRows();

  /** Adds a chunk of rows; returns this. */
  RegressionTotals add(ScoredRows chunk) {
    bad.merge(chunk.bad());
    if (chunk.rows() > 0) {
      rows.merge(chunk.side(), (long) chunk.rows(), Long::sum);
      RegressionMoments side =
          moments.computeIfAbsent(chunk.side(), absent -> new RegressionMoments());
      for (int i = 0; i < chunk.rows(); i++) {
        side.add(chunk.label(i), chunk.score(i), chunk.weight(i));
      }
    }
    return this;
  }

  /** Adds the rows of {@code that}; returns this. */
  RegressionTotals merge(RegressionTotals that) {
    that.moments.forEach((side, sums) -> moments.merge(side, sums, RegressionMoments::merge));
    that.rows.forEach((side, count) -> rows.merge(side, count, Long::sum));
    bad.merge(that.bad);
    return this;
  }

  Map<Side, RegressionMoments> moments() {
    return moments;
  }

  long rows(Side side) {
    return rows.getOrDefault(side, 0L);
  }

  BadRows bad() {
    return bad;
  }
}
