package dev.descent.spark.evaluate;

import dev.descent.loss.Loss;
import dev.descent.metric.BinaryLoss;
import dev.descent.metric.BinaryRows;
import dev.descent.metric.CrossEntropy;

/** What the scores [K] of a row of a classification mean. */
sealed interface Link extends RowNumbers {

  /** K: one for two classes, else as many as classes. */
  @Override
  int outputs();

  /** The probabilities of the classes that have a curve: of two the positive one, else all. */
  @Override
  default void write(ScoredRows chunk, int i, double[] into) {
    chunk.copyScores(i, into);
    probabilities(into);
  }

  @Override
  default int actual(ScoredRows chunk, int i) {
    return (int) chunk.label(i);
  }

  /** Turns the scores [K] of a row into probabilities, in place. */
  void probabilities(double[] scores);

  /** Adds rows of two classes with their scores [n] to {@code loss}. */
  void add(BinaryLoss loss, double[] scores, BinaryRows rows);

  /** Adds a row of several classes to {@code loss}. */
  void add(CrossEntropy loss, double[] scores, int actual, double weight);

  /** Scores of a model, from which its loss makes probabilities. */
  record OfLoss(Loss loss) implements Link {
    @Override
    public int outputs() {
      return loss.outputs();
    }

    @Override
    public void probabilities(double[] scores) {
      loss.predict(scores);
    }

    @Override
    public void add(BinaryLoss sum, double[] scores, BinaryRows rows) {
      sum.addScores(scores, rows);
    }

    @Override
    public void add(CrossEntropy sum, double[] scores, int actual, double weight) {
      sum.add(scores, actual, weight);
    }
  }

  /** Probabilities that somebody made before. */
  record Given(int outputs) implements Link {
    @Override
    public void probabilities(double[] scores) {
      // They are what they should become.
    }

    @Override
    public void add(BinaryLoss sum, double[] scores, BinaryRows rows) {
      sum.add(rows);
    }

    @Override
    public void add(CrossEntropy sum, double[] scores, int actual, double weight) {
      sum.addProbabilities(scores, actual, weight);
    }
  }
}
