package dev.descent.spark.evaluate;

import dev.descent.spark.data.BadRows;
import dev.descent.spark.data.Side;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Some rows of one part with their labels, scores [rows x K] and weights, or else the bad rows of a
 * task. An empty {@code weights} means weight 1. Of a regression the score is what it predicts.
 */
final class ScoredRows implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double[] NONE = {};
  private static final Part NO_PART = Part.of(Side.TRAIN);

  private final Part part;
  private final double[] labels;
  private final double[] scores;
  private final double[] weights;
  private final BadRows bad;
  private final Slices slices;

  /** Good rows of {@code side}. */
  ScoredRows(Side side, double[] labels, double[] scores, double[] weights) {
    this(Part.of(side), labels, scores, weights, Slices.none());
  }

  /** Good rows of a part, with the values by which they are told apart. */
  ScoredRows(Part part, double[] labels, double[] scores, double[] weights, Slices slices) {
    this.part = part;
    this.labels = labels;
    this.scores = scores;
    this.weights = weights;
    this.bad = new BadRows();
    this.slices = slices;
  }

  /** No good row. */
  ScoredRows(BadRows bad) {
    this.part = NO_PART;
    this.labels = NONE;
    this.scores = NONE;
    this.weights = NONE;
    this.bad = bad;
    this.slices = Slices.none();
  }

  Part part() {
    return part;
  }

  int rows() {
    return labels.length;
  }

  double label(int i) {
    return labels[i];
  }

  /** The score of a row that has one. */
  double score(int i) {
    return scores[i];
  }

  /** Copies the scores of row {@code i} to {@code into} [K]. */
  void copyScores(int i, double[] into) {
    System.arraycopy(scores, i * into.length, into, 0, into.length);
  }

  double weight(int i) {
    return weights.length == 0 ? 1 : weights[i];
  }

  BadRows bad() {
    return bad;
  }

  /** These rows, and once more those of each slice. */
  Iterator<ScoredRows> withSlices() {
    Map<Part, int[]> parts = slices.parts(part);
    return Stream.concat(
            Stream.of(this),
            parts.entrySet().stream().map(one -> picked(one.getKey(), one.getValue())))
        .iterator();
  }

  private ScoredRows picked(Part slice, int[] rows) {
    int outputs = labels.length == 0 ? 1 : scores.length / labels.length;
    double[] pickedScores = new double[rows.length * outputs];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(scores, rows[i] * outputs, pickedScores, i * outputs, outputs);
    }
    return new ScoredRows(
        slice,
        Arrays.stream(rows).mapToDouble(i -> labels[i]).toArray(),
        pickedScores,
        weights.length == 0 ? weights : Arrays.stream(rows).mapToDouble(i -> weights[i]).toArray(),
        Slices.none());
  }
}
