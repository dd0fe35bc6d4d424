package dev.descent.spark.evaluate;

import dev.descent.loss.Loss;
import dev.descent.spark.data.BadRows;
import dev.descent.spark.data.Side;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;

/** The sums of every side that has rows, for a model of classes. */
final class ClassTotals implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TreeMap<Side, ClassSums> sides = new TreeMap<>();
  private final BadRows bad = new BadRows();

  /**
   * One pass over {@code rows}. The last merge is a task's, so that one result comes to the driver
   * and its size is bounded by {@code limit} distinct probabilities a side and class.
   */
  static ClassTotals of(JavaRDD<ScoredRows> rows, Loss link, int limit, int depth) {
    return rows.mapPartitions(chunks -> new ClassTotals().add(chunks, link, limit))
        .treeAggregate(new ClassTotals(), ClassTotals::merge, ClassTotals::merge, depth, true);
  }

  private Iterator<ClassTotals> add(Iterator<ScoredRows> chunks, Loss link, int limit) {
    while (chunks.hasNext()) {
      ScoredRows chunk = chunks.next();
      bad.merge(chunk.bad());
      if (chunk.rows() > 0) {
        sides.computeIfAbsent(chunk.side(), side -> ClassSums.of(link, limit)).add(chunk, link);
      }
    }
    sides.values().forEach(ClassSums::compact);
    return List.of(this).iterator();
  }

  /** Adds the rows of {@code that}; returns this. */
  ClassTotals merge(ClassTotals that) {
    that.sides.forEach(
        (side, sums) -> sides.merge(side, sums, (here, there) -> here.merge(there).compact()));
    bad.merge(that.bad);
    return this;
  }

  Map<Side, ClassSums> sides() {
    return sides;
  }

  BadRows bad() {
    return bad;
  }
}
