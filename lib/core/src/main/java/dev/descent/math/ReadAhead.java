package dev.descent.math;

/**
 * Reads a number of every cache line of a panel, in their order, so that a product finds it near:
 * memory is fetched ahead along one stream, and less well along the columns that a product goes
 * through side by side, each of which begins in a page of its own. Whether that gains time is for
 * {@link Kernels#gainByReadingAhead} to say.
 */
public final class ReadAhead {
  /** What stays in a processor's second cache until the product comes. */
  private static final int MOST_BYTES = 1 << 19;

  private static final int LINE = 64;

  /** Of all that was read, so that no compiler leaves it out. */
  private int sum;

  /** Reads {@code panel}, unless it is too large or has gaps. */
  public void of(SinglePanel panel) {
    if (panel.rows() == panel.stride()) {
      columns(panel.values(), panel.offset(), panel.stride() * panel.columns(), 0, 1);
    }
  }

  /** Reads {@code panel}, unless it is too large or has gaps. */
  public void of(DoublePanel panel) {
    if (panel.rows() == panel.stride()) {
      columns(panel.values(), panel.offset(), panel.stride() * panel.columns(), 0, 1);
    }
  }

  /** Reads columns of {@code rows} numbers, unless they are too large. */
  void columns(float[] values, int at, int rows, int stride, int columns) {
    if ((long) rows * columns * Float.BYTES > MOST_BYTES) {
      return;
    }
    int some = 0;
    for (int j = 0; j < columns; j++) {
      int column = at + j * stride;
      for (int i = column; i < column + rows; i += LINE / Float.BYTES) {
        some += Float.floatToRawIntBits(values[i]);
      }
    }
    sum += some;
  }

  /** Reads columns of {@code rows} numbers, unless they are too large. */
  void columns(double[] values, int at, int rows, int stride, int columns) {
    if ((long) rows * columns * Double.BYTES > MOST_BYTES) {
      return;
    }
    int some = 0;
    for (int j = 0; j < columns; j++) {
      int column = at + j * stride;
      for (int i = column; i < column + rows; i += LINE / Double.BYTES) {
        some += (int) Double.doubleToRawLongBits(values[i]);
      }
    }
    sum += some;
  }

  /** What was read, as a number without a meaning. */
  int sum() {
    return sum;
  }
}
