package dev.descent.spark.evaluate;

import dev.descent.spark.data.Side;
import java.util.EnumSet;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;

/**
 * How to find intervals for metrics: by drawing the rows of each side again and again.
 *
 * @param replicates how often
 * @param confidence the chance in (0, 1) with which an interval should hold the true value
 * @param sides whose rows are drawn
 */
public record Bootstrap(int replicates, double confidence, Set<Side> sides) {
  /** The sums of all replicates travel together. */
  static final int MOST_REPLICATES = 100_000;

  /** On every side. */
  public Bootstrap(int replicates, double confidence) {
    this(replicates, confidence, EnumSet.allOf(Side.class));
  }

  public Bootstrap {
    sides = Set.copyOf(sides);
    if (replicates < 1 || replicates > MOST_REPLICATES) {
      throw new IllegalArgumentException(
          "replicates must be in [1, " + MOST_REPLICATES + "], but were " + replicates);
    }
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException("confidence must be in (0, 1), but was " + confidence);
    }
  }

  /** The rows that are drawn. */
  JavaRDD<ScoredRows> drawn(JavaRDD<ScoredRows> rows) {
    EnumSet<Side> wanted = EnumSet.copyOf(sides);
    return rows.filter(chunk -> wanted.contains(chunk.part().side()));
  }
}
