package dev.descent.spark.evaluate;

import dev.descent.data.Classes;
import dev.descent.metric.ConfusionMatrix;
import dev.descent.metric.CrossEntropy;
import dev.descent.metric.CurveSummary;
import dev.descent.metric.HandTill;
import dev.descent.metric.MultiClassMetrics;
import dev.descent.metric.ScoreHistogram;
import dev.descent.metric.ScoreKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the metrics of several classes need of one side. */
final class MultiClassSums implements ClassSums {
  private static final long serialVersionUID = 1L;

  private final ConfusionMatrix confusion;
  private final CrossEntropy loss = new CrossEntropy();

  /** Of the probabilities of each class. */
  private final ArrayList<ScoreHistogram> histograms = new ArrayList<>();

  private long rows;

  /** Of no rows of K classes, with histograms of {@code bins} bins. */
  MultiClassSums(int classes, int bins) {
    this.confusion = new ConfusionMatrix(classes);
    for (int k = 0; k < classes; k++) {
      histograms.add(new ScoreHistogram(bins));
    }
  }

  @Override
  public void add(ScoredRows chunk, ClassPass pass) {
    double[] scores = new double[histograms.size()];
    for (int i = 0; i < chunk.rows(); i++) {
      int actual = (int) chunk.label(i);
      double weight = chunk.weight(i);
      chunk.copyScores(i, scores);
      pass.link().add(loss, scores, actual, weight);
      confusion.add(actual, largest(scores), weight);
      pass.link().probabilities(scores);
      for (int k = 0; k < scores.length; k++) {
        int one = actual == k ? 1 : 0;
        histograms.get(k).add(pass.bins().of(scores[k]), ScoreKey.of(scores[k]), one, weight);
      }
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
    for (int k = 0; k < histograms.size(); k++) {
      histograms.get(k).merge(other.histograms.get(k));
    }
    rows += other.rows;
    return this;
  }

  @Override
  public long rows() {
    return rows;
  }

  @Override
  public List<ScoreHistogram> histograms() {
    return histograms;
  }

  Measurement.MultiClass of(List<CurveSummary> curves, Classes classes) {
    MultiClassMetrics metrics =
        new MultiClassMetrics(
            labels(classes).toList(),
            confusion,
            loss,
            curves.stream().map(CurveSummary::areas).toList(),
            curves.get(0).pairs().isEmpty() ? Optional.empty() : Optional.of(HandTill.of(curves)));
    return new Measurement.MultiClass(rows, metrics, curves);
  }

  /** Numbers where the label column has numbers. */
  private static Stream<Object> labels(Classes classes) {
    return classes.names().stream()
        .map(name -> classes.numeric() ? (Object) Double.valueOf(name) : name);
  }
}
