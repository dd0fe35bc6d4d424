package dev.descent.spark.predict;

import dev.descent.model.Model;
import dev.descent.spark.data.BadRows;
import dev.descent.spark.data.RowScan;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;

/** The rows of one task with their scores, one at a time; those without one are counted as bad. */
final class Scores {
  private final Model model;
  private final RowScan scan;
  private final double[] features;
  private final double[] scores;

  Scores(Model model, RowScan scan) {
    this.model = model;
    this.scan = scan;
    this.features = model.encoding().expansion().roomFor(scan.raw());
    this.scores = new double[model.network().outputs()];
  }

  boolean next() {
    while (scan.next()) {
      model.scores(scan.raw(), features, scores);
      if (Arrays.stream(scores).allMatch(Double::isFinite)) {
        return true;
      }
      scan.refuseScore(model.encoding().expansion(), features);
    }
    return false;
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
