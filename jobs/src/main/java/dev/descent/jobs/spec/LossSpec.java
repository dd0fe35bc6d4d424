package dev.descent.jobs.spec;

/** The key {@code model.loss}; logistic and softmax models have one each. */
public sealed interface LossSpec {

  /** Half the squared difference between score and label. */
  record Squared() implements LossSpec {}

  /**
   * Squared near 0 and linear beyond.
   *
   * @param delta the difference where it turns linear, above 0
   */
  record Huber(double delta) implements LossSpec {
    public Huber {
      Bound.POSITIVE.require("loss.huber.delta", delta);
    }
  }

  /** Counts: the score is the logarithm of their mean. */
  record Poisson() implements LossSpec {}

  /** Two classes. */
  record Logistic() implements LossSpec {}

  /** Several classes. */
  record Softmax() implements LossSpec {}
}
