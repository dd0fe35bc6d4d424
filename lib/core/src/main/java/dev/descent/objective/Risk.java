package dev.descent.objective;

/**
 * The training rows as an oracle: losses and gradients at any parameters, over any part of the hash
 * order.
 */
public interface Risk {

  /** n, the number of rows. */
  long rows();

  /** Summed loss and gradient at {@code parameters} [p] over the rows of {@code batch}. */
  LossGradient at(double[] parameters, MiniBatch batch);

  /**
   * The weighted mean loss at {@code parameters} [p] over all rows, the bits that {@link #at}
   * gives, without the work of a gradient; NaN if some tile's loss was not finite.
   */
  default double lossAt(double[] parameters) {
    return at(parameters, all()).meanLoss();
  }

  /** All rows as one batch. */
  default MiniBatch all() {
    return new MiniBatch(0, rows());
  }
}
