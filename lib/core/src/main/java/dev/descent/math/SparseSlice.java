package dev.descent.math;

/**
 * Some rows of a sparse panel, and their products with vectors, which touch nothing but its
 * entries.
 *
 * <p>Products are in double precision and in one fixed order, so that they have the same bits
 * everywhere.
 *
 * @param from the first row
 * @param rows how many
 */
public record SparseSlice(SparsePanel panel, int from, int rows) {

  public SparseSlice {
    if (from < 0 || rows < 0 || from + rows > panel.rows()) {
      throw new IllegalArgumentException(
          rows + " rows from " + from + " are not inside a panel of " + panel.rows() + " rows");
    }
  }

  /**
   * y_i += sum over j of a_ij x_j, where the entries of a row are added in four parts, by their
   * number modulo 4, each in their order.
   *
   * @param x holds the vector from {@code xOffset} on
   * @param y holds the sums of the rows from {@code yOffset} on
   */
  public void multiply(double[] x, int xOffset, double[] y, int yOffset) {
    if (panel.isSingle()) {
      multiplySingles(x, xOffset, y, yOffset);
    } else {
      multiplyDoubles(x, xOffset, y, yOffset);
    }
  }

  private void multiplySingles(double[] x, int xOffset, double[] y, int yOffset) {
    int[] starts = panel.starts();
    int[] places = panel.places();
    float[] values = panel.singles();
    for (int i = 0; i < rows; i++) {
      int e = starts[from + i];
      int end = starts[from + i + 1];
      double sum0 = 0;
      double sum1 = 0;
      double sum2 = 0;
      double sum3 = 0;
      for (; e < end - 3; e += 4) {
        sum0 += x[xOffset + places[e]] * values[e];
        sum1 += x[xOffset + places[e + 1]] * values[e + 1];
        sum2 += x[xOffset + places[e + 2]] * values[e + 2];
        sum3 += x[xOffset + places[e + 3]] * values[e + 3];
      }
      for (; e < end; e++) {
        sum0 += x[xOffset + places[e]] * values[e];
      }
      y[yOffset + i] += (sum0 + sum1) + (sum2 + sum3);
    }
  }

  private void multiplyDoubles(double[] x, int xOffset, double[] y, int yOffset) {
    int[] starts = panel.starts();
    int[] places = panel.places();
    double[] values = panel.doubles();
    for (int i = 0; i < rows; i++) {
      int e = starts[from + i];
      int end = starts[from + i + 1];
      double sum0 = 0;
      double sum1 = 0;
      double sum2 = 0;
      double sum3 = 0;
      for (; e < end - 3; e += 4) {
        sum0 += x[xOffset + places[e]] * values[e];
        sum1 += x[xOffset + places[e + 1]] * values[e + 1];
        sum2 += x[xOffset + places[e + 2]] * values[e + 2];
        sum3 += x[xOffset + places[e + 3]] * values[e + 3];
      }
      for (; e < end; e++) {
        sum0 += x[xOffset + places[e]] * values[e];
      }
      y[yOffset + i] += (sum0 + sum1) + (sum2 + sum3);
    }
  }

  /**
   * Adds r_ik a_ij to sum {@code k d + j} of {@code sums} for every entry of the rows and every of
   * K factors a row; nothing if such a product may be out of a double's range.
   *
   * @param r [rows x K], column by column
   * @return whether they were added
   */
  public boolean addTransposed(double[] r, int factors, GridSums sums) {
    double most = 0;
    for (int i = 0; i < factors * rows; i++) {
      most = Math.max(most, Math.abs(r[i]));
    }
    if (!GridSums.holds(most, panel.largest())) {
      return false;
    }
    if (most == 0 || panel.largest() == 0) {
      return true;
    }
    GridSums.Grid grid = sums.grid(most, panel.largest(), rows);
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < factors; k++) {
        double factor = grid.scaled(r[k * rows + i]);
        if (panel.isSingle()) {
          addSingles(from + i, factor, grid.sums(), k * panel.columns());
        } else {
          addDoubles(from + i, factor, grid.sums(), k * panel.columns());
        }
      }
    }
    return true;
  }

  private void addSingles(int row, double factor, long[] sums, int offset) {
    int[] places = panel.places();
    float[] values = panel.singles();
    int end = panel.starts()[row + 1];
    for (int e = panel.starts()[row]; e < end; e++) {
      sums[offset + places[e]] += GridSums.cut(factor, values[e]);
    }
  }

  private void addDoubles(int row, double factor, long[] sums, int offset) {
    int[] places = panel.places();
    double[] values = panel.doubles();
    int end = panel.starts()[row + 1];
    for (int e = panel.starts()[row]; e < end; e++) {
      sums[offset + places[e]] += GridSums.cut(factor, values[e]);
    }
  }
}
