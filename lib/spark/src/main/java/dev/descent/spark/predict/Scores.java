package dev.descent.spark.predict;

import dev.descent.model.Model;
import dev.descent.model.ModelScorer;
import dev.descent.spark.data.RowScan;
import dev.descent.spark.source.BadRows;
import org.apache.spark.sql.catalyst.InternalRow;

/** The rows of one task with their scores, one at a time; those without one are counted as bad. */
final class Scores {
  private final RowScan scan;
  private final ModelScorer scorer;
  private final double[] scores;

  Scores(Model model, RowScan scan) {
    this.scan = scan;
    this.scorer = model.scorer();
    scan.into(scorer.row());
    this.scores = new double[model.network().outputs()];
  }

  boolean next() {
    while (scan.next()) {
      scorer.score(scores);
      if (isFinite()) {
        return true;
      }
      scan.refuseScore(scorer.row());
    }
    return false;
  }

  private boolean isFinite() {
    boolean finite = true;
    for (double score : scores) {
      finite &= Math.abs(score) <= Double.MAX_VALUE;
    }
    return finite;
  }

  /** Of the row [K], overwritten by the next. */
  double[] scores() {
    return scores;
  }

  InternalRow row() {
    return scan.row();
  }

  BadRows bad() {
    return scan.bad();
  }
}
