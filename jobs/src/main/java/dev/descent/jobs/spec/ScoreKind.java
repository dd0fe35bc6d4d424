package dev.descent.jobs.spec;

import java.util.List;
import java.util.Optional;

/** What the columns of {@code data.score} hold. */
public enum ScoreKind {
  /** A predicted number. */
  NUMBER,
  /** The probability of the positive one of two classes. */
  TWO_CLASSES,
  /** The probabilities of several classes, in their order. */
  SEVERAL_CLASSES;

  /** The kind that a job without a model tells; empty when the data decide. */
  static Optional<ScoreKind> ofData(
      List<String> columns, Optional<Scalar> positive, List<Scalar> classes) {
    if (columns.size() > 1 || !classes.isEmpty()) {
      return Optional.of(SEVERAL_CLASSES);
    }
    return positive.map(value -> TWO_CLASSES);
  }

  /** The kind of what a model predicts. */
  static ScoreKind of(LossSpec loss) {
    if (loss instanceof LossSpec.Logistic) {
      return TWO_CLASSES;
    }
    return loss instanceof LossSpec.Softmax ? SEVERAL_CLASSES : NUMBER;
  }
}
