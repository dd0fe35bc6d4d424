package dev.descent.objective;

import dev.descent.loss.Squared;
import dev.descent.network.Linear;

/**
 * The shape of an objective that is quadratic but for its lasso part: a linear network of one
 * output with the squared loss.
 *
 * @param columns d, the number of features
 * @param intercept whether the last of the parameters is one
 */
public record Regression(int columns, boolean intercept) {

  /**
   * The shape of {@code objective}.
   *
   * @throws IllegalArgumentException if it is of another kind
   */
  public static Regression of(Objective objective) {
    if (objective.network() instanceof Linear linear
        && linear.outputs() == 1
        && objective.loss() instanceof Squared) {
      return new Regression(linear.inputs(), linear.intercept());
    }
    throw new IllegalArgumentException(
        "the exact solver goes with a linear network of one output and the squared loss, but got "
            + objective.network()
            + " and the "
            + objective.loss().name()
            + " loss; use another solver");
  }

  /** p, the number of parameters. */
  public int parameters() {
    return intercept ? columns + 1 : columns;
  }
}
