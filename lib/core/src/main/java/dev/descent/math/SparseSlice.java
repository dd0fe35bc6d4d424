package dev.descent.math;

/**
 * Some rows of a sparse panel, and their products with vectors, in double precision and in one
 * fixed order, so that they have the same bits everywhere.
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
   * y_i += sum over j of a_ij x_j.
   *
   * @param x [columns]
   * @param y holds the sums of the rows from {@code offset} on
   */
  public void multiply(SparseFactor x, double[] y, int offset) {
    if (x.length() != panel.columns()) {
      throw new IllegalArgumentException(
          panel.columns() + " columns do not take a vector of " + x.length() + " numbers");
    }
    panel.multiply(from, rows, x, y, offset);
  }

  /**
   * Adds r_ik a_ij to sum j of vector k of {@code sums} for every entry of the rows and every of K
   * factors a row; nothing if such a product may be out of a double's range.
   *
   * @param r [rows x K], column by column
   * @param sums K vectors [columns]
   * @return whether they were added
   */
  public boolean addTransposed(double[] r, int factors, GridSums sums) {
    sums.require(factors, panel.columns());
    double most = largest(r, factors * rows);
    if (!GridSums.holds(most, panel.largest())) {
      return false;
    }
    if (most == 0 || panel.largest() == 0) {
      return true;
    }
    GridSums.Grid grid = sums.grid(most, panel.largest(), rows);
    double[] scaled = new double[rows];
    for (int k = 0; k < factors; k++) {
      for (int i = 0; i < rows; i++) {
        scaled[i] = grid.scaled(r[k * rows + i]);
      }
      panel.addTransposed(from, scaled, grid.sums(k));
    }
    return true;
  }

  /** The largest absolute value of the first {@code count} numbers; NaN if one is. */
  private static double largest(double[] numbers, int count) {
    // Bits of numbers >= 0 are in the order of the numbers, and compared in less time.
    long most = 0;
    for (int i = 0; i < count; i++) {
      most = Math.max(most, Double.doubleToRawLongBits(numbers[i]) & Long.MAX_VALUE);
    }
    return Double.longBitsToDouble(most);
  }
}
