package dev.descent.spark.predict;

import dev.descent.model.Model;
import dev.descent.spark.data.BadRows;
import dev.descent.spark.data.RowScan;
import org.apache.spark.sql.catalyst.InternalRow;

/** The rows of one task with their scores, one at a time; those without one are counted as bad. */
final class Scores {
  private final Model model;
  private final RowScan scan;
  private double score;

  Scores(Model model, RowScan scan) {
    this.model = model;
    this.scan = scan;
  }

  boolean next() {
    while (scan.next()) {
      score = model.score(scan.features());
      if (Double.isFinite(score)) {
        return true;
      }
      scan.refuse("the score of a row is not finite; look for a feature that is far too large");
    }
    return false;
  }

  double score() {
    return score;
  }

  InternalRow row() {
    return scan.row();
  }

  BadRows bad() {
    return scan.bad();
  }
}
