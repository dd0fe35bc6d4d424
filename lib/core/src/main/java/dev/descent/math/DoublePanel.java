package dev.descent.math;

/**
 * A column-major block of float64 numbers [rows x columns] inside an array: element (i, j) is
 * {@code values[offset + j * stride + i]}.
 */
public record DoublePanel(double[] values, int offset, int stride, int rows, int columns)
    implements Panel<double[]> {

  /** The rows {@code from} to {@code to} (excluded). */
  public DoublePanel rows(int from, int to) {
    return new DoublePanel(values, offset + from, stride, to - from, columns);
  }

  /** The columns {@code from} to {@code to} (excluded). */
  public DoublePanel columns(int from, int to) {
    return new DoublePanel(values, offset + from * stride, stride, rows, to - from);
  }
}
