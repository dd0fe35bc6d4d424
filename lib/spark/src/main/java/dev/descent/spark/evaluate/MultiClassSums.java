package dev.descent.spark.evaluate;

import dev.descent.data.Classes;
import dev.descent.loss.Loss;
import dev.descent.metric.ConfusionMatrix;
import dev.descent.metric.CrossEntropy;
import dev.descent.metric.Curve;
import dev.descent.metric.MultiClassMetrics;
import dev.descent.metric.ScoreDistribution;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the metrics of several classes need of one side. */
final class MultiClassSums implements ClassSums {
  private static final long serialVersionUID = 1L;

  private final ConfusionMatrix confusion;
  private final CrossEntropy loss = new CrossEntropy();

  /** Of the probabilities of each class. */
  private final ArrayList<ScoreRuns> runs = new ArrayList<>();

  private long rows;

  /**
   * Of no rows of K classes; of more than {@code limit} distinct probabilities no curve is kept.
   */
  MultiClassSums(int classes, int limit) {
    this.confusion = new ConfusionMatrix(classes);
    for (int k = 0; k < classes; k++) {
      runs.add(new ScoreRuns(limit));
    }
  }

  @Override
  public void add(ScoredRows chunk, Loss link) {
    int classes = runs.size();
    double[][] probabilities = new double[classes][chunk.rows()];
    boolean[][] positive = new boolean[classes][chunk.rows()];
    double[] weights = new double[chunk.rows()];
    double[] scores = new double[classes];
    for (int i = 0; i < chunk.rows(); i++) {
      int actual = (int) chunk.label(i);
      weights[i] = chunk.weight(i);
      chunk.copyScores(i, scores);
      loss.add(scores, actual, weights[i]);
      confusion.add(actual, largest(scores), weights[i]);
      link.predict(scores);
      for (int k = 0; k < classes; k++) {
        probabilities[k][i] = scores[k];
      }
      positive[actual][i] = true;
    }
    for (int k = 0; k < classes; k++) {
      runs.get(k).add(ScoreDistribution.of(probabilities[k], positive[k], weights));
    }
    rows += chunk.rows();
  }

  /** The class with the largest score, the first of equal ones. */
  private static int largest(double[] scores) {
    int largest = 0;
    for (int k = 1; k < scores.length; k++) {
      largest = scores[k] > scores[largest] ? k : largest;
    }
    return largest;
  }

  @Override
  public MultiClassSums merge(ClassSums that) {
    MultiClassSums other = (MultiClassSums) that;
    loss.merge(other.loss);
    confusion.merge(other.confusion);
    for (int k = 0; k < runs.size(); k++) {
      runs.get(k).merge(other.runs.get(k));
    }
    rows += other.rows;
    return this;
  }

  @Override
  public MultiClassSums compact() {
    runs.forEach(ScoreRuns::compact);
    return this;
  }

  @Override
  public long rows() {
    return rows;
  }

  @Override
  public boolean tooMany() {
    return runs.stream().anyMatch(ScoreRuns::tooMany);
  }

  Measurement.MultiClass of(Classes classes) {
    List<Curve> curves = runs.stream().map(ScoreRuns::all).map(Curve::of).toList();
    MultiClassMetrics metrics =
        new MultiClassMetrics(
            labels(classes).toList(), confusion, loss, curves.stream().map(Curve::areas).toList());
    return new Measurement.MultiClass(rows, metrics, curves);
  }

  /** Numbers where the label column has numbers. */
  private static Stream<Object> labels(Classes classes) {
    return classes.names().stream()
        .map(name -> classes.numeric() ? (Object) Double.valueOf(name) : name);
  }
}
