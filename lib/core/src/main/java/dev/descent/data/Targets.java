package dev.descent.data;

/**
 * Labels and weights of {@code rows} consecutive rows, the first of them at {@code offset}; an
 * empty {@code weights} means weight 1.
 *
 * @param labels of all rows, and for several labels a row column by column
 * @param stride from one label of a row to its next
 */
public record Targets(double[] labels, double[] weights, int offset, int rows, int stride) {

  /** One label a row. */
  public Targets(double[] labels, double[] weights, int offset, int rows) {
    this(labels, weights, offset, rows, labels.length);
  }

  /** The label of row {@code i}. */
  public double label(int i) {
    return labels[offset + i];
  }

  /** Label {@code k} of row {@code i}. */
  public double label(int i, int k) {
    return labels[k * stride + offset + i];
  }

  /** The weight of row {@code i}. */
  public double weight(int i) {
    return weights.length == 0 ? 1 : weights[offset + i];
  }

  /** The sum of the weights, in the order of the rows. */
  public double totalWeight() {
    if (weights.length == 0) {
      return rows;
    }
    double total = 0;
    for (int i = 0; i < rows; i++) {
      total += weights[offset + i];
    }
    return total;
  }
}
