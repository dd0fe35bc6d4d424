package dev.descent.data;

import dev.descent.math.Kernels;

/**
 * Labels and weights of {@code rows} consecutive rows, the first of them at {@code offset}; an
 * empty {@code weights} means weight 1.
 *
 * @param labels of all rows, and for several labels a row column by column
 * @param singles the same in float32, then {@code labels} are empty; or empty
 * @param stride from one label of a row to its next
 */
public record Targets(
    double[] labels, float[] singles, double[] weights, int offset, int rows, int stride) {
  private static final float[] NO_SINGLES = {};

  /** Labels in float64. */
  public Targets(double[] labels, double[] weights, int offset, int rows, int stride) {
    this(labels, NO_SINGLES, weights, offset, rows, stride);
  }

  /** One label a row. */
  public Targets(double[] labels, double[] weights, int offset, int rows) {
    this(labels, weights, offset, rows, labels.length);
  }

  /** The label of row {@code i}. */
  public double label(int i) {
    return singles.length > 0 ? singles[offset + i] : labels[offset + i];
  }

  /** Label {@code k} of row {@code i}. */
  public double label(int i, int k) {
    return label(k * stride + i);
  }

  /** Copies the labels of {@code count} rows of one label from row {@code from} on. */
  public void copyLabels(int from, int count, double[] into) {
    if (singles.length > 0) {
      Kernels.ofThisMachine().widen(singles, offset + from, into, 0, count);
    } else {
      System.arraycopy(labels, offset + from, into, 0, count);
    }
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
