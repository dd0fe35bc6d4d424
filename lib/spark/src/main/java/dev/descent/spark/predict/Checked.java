package dev.descent.spark.predict;

import dev.descent.spark.data.Table;
import dev.descent.spark.rdd.PartitionSum;
import dev.descent.spark.source.BadRows;
import dev.descent.spark.source.DataException;
import java.io.Serializable;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.catalyst.InternalRow;

/** How many rows can be scored, and the rows that cannot. */
final class Checked implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int DEPTH = 2;

  private final BadRows bad = new BadRows();
  private long rows;

  Checked() {}

  /** Of {@code rows} that were scored and {@code bad} ones that could not be. */
  Checked(long rows, BadRows bad) {
    this.rows = rows;
    this.bad.merge(bad);
  }

  /** One pass over {@code table}. */
  static Checked of(JavaRDD<InternalRow> table, Scorer scorer) {
    return new PartitionSum<InternalRow, Checked>(
            rows -> new Checked().add(scorer.score(rows)), Checked::merge, new Checked(), DEPTH)
        .over(table);
  }

  private Checked add(Scores scores) {
    while (scores.next()) {
      rows++;
    }
    bad.merge(scores.bad());
    return this;
  }

  Checked merge(Checked that) {
    rows += that.rows;
    bad.merge(that.bad);
    return this;
  }

  /**
   * Checks that there is a row, and no more bad ones than may be left out of {@code table}.
   *
   * @throws DataException otherwise
   */
  void require(Table table) {
    table.skip().require(table.where(), bad);
    if (rows == 0) {
      throw new DataException(table.where() + ": there is no row; check the path and the file");
    }
  }

  long rows() {
    return rows;
  }

  BadRows bad() {
    return bad;
  }
}
