package dev.descent.metric;

/**
 * Rows of two classes with their predictions, to be added all at once: faster than one by one, with
 * the same bits.
 *
 * @param probabilities of the positive class [n], each in [0, 1]
 * @param actual 1 for a positive row, else 0 [n]
 * @param weights of the rows [n], each >= 0; empty if all are 1
 */
public record BinaryRows(double[] probabilities, int[] actual, double[] weights) {
  private static final double[] ALL_ONE = {};

  /** Requires as many labels and weights as probabilities. */
  public BinaryRows {
    if (actual.length != probabilities.length
        || (weights.length != probabilities.length && weights.length != 0)) {
      throw new IllegalArgumentException(
          "expected as many labels and weights as probabilities, "
              + probabilities.length
              + ", but were "
              + actual.length
              + ", "
              + weights.length);
    }
  }

  /** Rows of weight 1. */
  public BinaryRows(double[] probabilities, int[] actual) {
    this(probabilities, actual, ALL_ONE);
  }

  /** n. */
  public int size() {
    return probabilities.length;
  }

  /** Whether all rows have weight 1. */
  boolean allOne() {
    return weights.length == 0;
  }

  double weight(int i) {
    return weights.length == 0 ? 1 : weights[i];
  }
}
