package dev.descent.spark.predict;

import dev.descent.model.Model;
import dev.descent.spark.data.BadRows;
import dev.descent.spark.data.RowScan;
import org.apache.spark.sql.catalyst.InternalRow;

/** The rows of one task with their scores, one at a time; those without one are counted as bad. */
final class Scores {
  private final Model model;
  private final RowScan scan;
  private final double[] features;
  private double score;

  Scores(Model model, RowScan scan) {
    this.model = model;
    this.scan = scan;
    this.features = model.encoding().expansion().roomFor(scan.raw());
  }

  boolean next() {
    while (scan.next()) {
      score = model.score(scan.raw(), features);
      if (Double.isFinite(score)) {
        return true;
      }
      scan.refuseScore(model.encoding().expansion(), features);
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
