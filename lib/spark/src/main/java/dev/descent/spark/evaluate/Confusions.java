package dev.descent.spark.evaluate;

import dev.descent.metric.ConfusionMatrix;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;

/** The confusion of two classes on every part, at a threshold that was chosen from the scores. */
final class Confusions implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TreeMap<Part, ConfusionMatrix> parts = new TreeMap<>();

  /** One pass over {@code rows}, whose scores {@code link} makes probabilities. */
  static Map<Part, ConfusionMatrix> at(
      double threshold, JavaRDD<ScoredRows> rows, Link link, int depth) {
    return rows.treeAggregate(
            new Confusions(),
            (sum, chunk) -> sum.add(chunk, link, threshold),
            Confusions::merge,
            depth,
            true)
        .parts;
  }

  private Confusions add(ScoredRows chunk, Link link, double threshold) {
    if (chunk.rows() > 0) {
      ConfusionMatrix matrix = parts.computeIfAbsent(chunk.part(), part -> new ConfusionMatrix(2));
      double[] probability = new double[1];
      for (int i = 0; i < chunk.rows(); i++) {
        link.write(chunk, i, probability);
        int predicted = probability[0] >= threshold ? 1 : 0;
        matrix.add(link.actual(chunk, i), predicted, chunk.weight(i));
      }
    }
    return this;
  }

  private Confusions merge(Confusions that) {
    that.parts.forEach((part, matrix) -> parts.merge(part, matrix, ConfusionMatrix::merge));
    return this;
  }
}
