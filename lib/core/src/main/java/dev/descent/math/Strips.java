package dev.descent.math;

/**
 * Some rows of numbers as the products of columns read them: in strips of {@value #LANES} columns,
 * in each of them one row after the other. Column j of row i is at {@code start(j) + i * }{@value
 * #LANES}.
 *
 * @param values of all strips; those of columns that are not there count nowhere
 */
public record Strips(double[] values, int columns, int rows) {
  /** Columns of a strip: as many as a block of products takes at most. */
  public static final int LANES = 32;

  /** Makes room for the rows. */
  public static Strips of(int columns, int rows) {
    return new Strips(new double[length(columns, rows)], columns, rows);
  }

  /** The first of these rows, in the same array. */
  public Strips first(int fewer) {
    return new Strips(values, columns, fewer);
  }

  /** Where column j of the first row is. */
  public int start(int j) {
    return j / LANES * LANES * rows + j % LANES;
  }

  static int length(int columns, int rows) {
    return Math.multiplyExact((columns + LANES - 1) / LANES * LANES, rows);
  }
}
