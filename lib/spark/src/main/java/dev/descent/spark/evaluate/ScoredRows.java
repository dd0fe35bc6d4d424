package dev.descent.spark.evaluate;

import dev.descent.spark.data.BadRows;
import dev.descent.spark.data.Side;
import java.io.Serializable;

/**
 * Some rows of one side with their labels, scores [rows x K] and weights, or else the bad rows of a
 * task. An empty {@code weights} means weight 1. Of a regression the score is what it predicts.
 */
final class ScoredRows implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double[] NONE = {};

  private final Side side;
  private final double[] labels;
  private final double[] scores;
  private final double[] weights;
  private final BadRows bad;

  /** Good rows of {@code side}. */
  ScoredRows(Side side, double[] labels, double[] scores, double[] weights) {
    this.side = side;
    this.labels = labels;
    this.scores = scores;
    this.weights = weights;
    this.bad = new BadRows();
  }

  /** No good row. */
  ScoredRows(BadRows bad) {
    this.side = Side.TRAIN;
    this.labels = NONE;
    this.scores = NONE;
    this.weights = NONE;
    this.bad = bad;
  }

  Side side() {
    return side;
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
}
