package dev.descent.spark.evaluate;

import dev.descent.metric.BinaryLoss;
import dev.descent.metric.CrossEntropy;
import dev.descent.spark.data.RowCells;
import dev.descent.spark.data.RowReader;
import dev.descent.spark.data.RowScan;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;

/** What a task does that looks for examples. */
record ExamplePass(ModelScores subject, RowReader reader, RowCells cells, Examples.Wanted wanted)
    implements Serializable {

  /** The examples among the rows of one task; bad rows are left out. */
  ExampleRows over(Iterator<InternalRow> rows) {
    ExampleRows found = new ExampleRows(wanted);
    RowScan scan = reader.scan(rows);
    RowScorer scorer = subject.scorer(scan);
    double[] scores = new double[subject.outputs()];
    while (scan.next()) {
      boolean counts = scan.side() == wanted.side() && scan.weight() > 0;
      if (counts && scorer.score(scan, scores)) {
        double loss = loss(scan.label(), scores);
        found.add(loss, scan.hash(), () -> example(scan, scores, loss));
      }
    }
    return found;
  }

  private Example example(RowScan scan, double[] scores, double loss) {
    double[] predicted = scores.clone();
    if (subject.classes().isPresent()) {
      subject.link().probabilities(predicted);
    }
    @Nullable Object[] found = cells.of(scan.row());
    subject.model().encoding().expansion().vector().ifPresent(vector -> pad(found, vector.size()));
    return new Example(scan.label(), predicted, loss, found);
  }

  /** What a vector leaves away at its end is 0. */
  private static void pad(@Nullable Object[] cells, int size) {
    for (int k = 0; k < cells.length; k++) {
      if (cells[k] instanceof double[] numbers) {
        cells[k] = Arrays.copyOf(numbers, size);
      }
    }
  }

  private double loss(double label, double[] scores) {
    if (subject.classes().isEmpty()) {
      return (label - scores[0]) * (label - scores[0]);
    }
    return scores.length == 1
        ? BinaryLoss.ofScore(scores[0], (int) label)
        : CrossEntropy.ofScores(scores, (int) label);
  }
}
