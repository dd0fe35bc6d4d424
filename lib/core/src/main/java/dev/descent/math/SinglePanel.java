package dev.descent.math;

/**
 * A column-major block of float32 numbers [rows x columns] inside an array: element (i, j) is
 * {@code values[offset + j * stride + i]}.
 */
public record SinglePanel(float[] values, int offset, int stride, int rows, int columns)
    implements Panel<float[]> {

  /** The rows {@code from} to {@code to} (excluded). */
  public SinglePanel rows(int from, int to) {
    return new SinglePanel(values, offset + from, stride, to - from, columns);
  }

  /** The columns {@code from} to {@code to} (excluded). */
  public SinglePanel columns(int from, int to) {
    return new SinglePanel(values, offset + from * stride, stride, rows, to - from);
  }
}
