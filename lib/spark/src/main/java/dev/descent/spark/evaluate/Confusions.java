package dev.descent.spark.evaluate;

import dev.descent.metric.ConfusionMatrix;
import dev.descent.spark.data.Side;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;

/** The confusion of two classes on every side, at a threshold that was chosen from the scores. */
final class Confusions implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TreeMap<Side, ConfusionMatrix> sides = new TreeMap<>();

  /** One pass over {@code rows}, whose scores {@code link} makes probabilities. */
  static Map<Side, ConfusionMatrix> at(
      double threshold, JavaRDD<ScoredRows> rows, Link link, int depth) {
    return rows.treeAggregate(
            new Confusions(),
            (sum, chunk) -> sum.add(chunk, new Probabilities(link), threshold),
            Confusions::merge,
            depth,
            true)
        .sides;
  }

  private Confusions add(ScoredRows chunk, Probabilities probabilities, double threshold) {
    if (chunk.rows() > 0) {
      ConfusionMatrix matrix = sides.computeIfAbsent(chunk.side(), side -> new ConfusionMatrix(2));
      for (int i = 0; i < chunk.rows(); i++) {
        int predicted = probabilities.of(chunk, i)[0] >= threshold ? 1 : 0;
        matrix.add(Probabilities.actual(chunk, i), predicted, chunk.weight(i));
      }
    }
    return this;
  }

  private Confusions merge(Confusions that) {
    that.sides.forEach((side, matrix) -> sides.merge(side, matrix, ConfusionMatrix::merge));
    return this;
  }
}
