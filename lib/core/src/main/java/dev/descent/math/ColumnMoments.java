package dev.descent.math;

/** Weighted mean and deviation of columns. */
public interface ColumnMoments {
  /** How many columns. */
  int columns();

  /** The weighted mean of each column; 0 without any weight. Never written to. */
  double[] means();

  /**
   * The weighted population standard deviation of each column; exactly 0 for a constant column.
   * Never written to.
   */
  double[] standardDeviations();
}
