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

  /** All rows as one batch. */
  default MiniBatch all() {
    return new MiniBatch(0, rows());
  }
}
