package dev.descent.spark.predict;

import dev.descent.spark.source.BadRows;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.catalyst.InternalRow;

/** How many rows can be scored, and the rows that cannot. */
final class Checked implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int DEPTH = 2;

  private final BadRows bad = new BadRows();
  private long rows;

  /** One pass over {@code table}. */
  static Checked of(JavaRDD<InternalRow> table, Scorer scorer) {
    return table
        .mapPartitions(rows -> new Checked().add(scorer.score(rows)))
        .treeAggregate(new Checked(), Checked::merge, Checked::merge, DEPTH);
  }

  private Iterator<Checked> add(Scores scores) {
    while (scores.next()) {
      rows++;
    }
    bad.merge(scores.bad());
    return List.of(this).iterator();
  }

  private Checked merge(Checked that) {
    rows += that.rows;
    bad.merge(that.bad);
    return this;
  }

  long rows() {
    return rows;
  }

  BadRows bad() {
    return bad;
  }
}
