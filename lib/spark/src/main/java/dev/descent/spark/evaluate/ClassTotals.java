package dev.descent.spark.evaluate;

import dev.descent.spark.source.BadRows;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;

/** The sums of every part that has rows, for a model of classes. */
final class ClassTotals implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TreeMap<Part, ClassSums> parts = new TreeMap<>();
  private final BadRows bad = new BadRows();

  /** One pass over {@code rows}. */
  static ClassTotals of(JavaRDD<ScoredRows> rows, ClassPass pass, int depth) {
    return rows.treeAggregate(
        new ClassTotals(),
        (totals, chunk) -> totals.add(chunk, pass),
        ClassTotals::merge,
        depth,
        true);
  }

  private ClassTotals add(ScoredRows chunk, ClassPass pass) {
    bad.merge(chunk.bad());
    if (chunk.rows() > 0) {
      parts.computeIfAbsent(chunk.part(), part -> ClassSums.of(pass)).add(chunk, pass);
    }
    return this;
  }

  /** Adds the rows of {@code that}; returns this. */
  ClassTotals merge(ClassTotals that) {
    that.parts.forEach((part, sums) -> parts.merge(part, sums, ClassSums::merge));
    bad.merge(that.bad);
    return this;
  }

  Map<Part, ClassSums> parts() {
    return parts;
  }

  BadRows bad() {
    return bad;
  }
}
