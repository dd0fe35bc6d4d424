package dev.descent.math;

/**
 * Some rows of numbers as the products of columns read them: in strips of as many columns as a
 * block of products takes at most, in each of them one row after the other. Column j of row i is at
 * {@code start(j) + i * lanes()}.
 *
 * @param values of all strips, float[] or double[]; those of columns that are not there count
 *     nowhere
 */
public record Strips<A>(A values, int columns, int rows) {
  private static final int SINGLE_LANES = 64;
  private static final int DOUBLE_LANES = 32;

  /** Makes room for rows of float32. */
  public static Strips<float[]> singles(int columns, int rows) {
    return new Strips<>(new float[length(SINGLE_LANES, columns, rows)], columns, rows);
  }

  /** Makes room for rows of float64. */
  public static Strips<double[]> doubles(int columns, int rows) {
    return new Strips<>(new double[length(DOUBLE_LANES, columns, rows)], columns, rows);
  }

  /** The first of these rows, in the same array. */
  public Strips<A> first(int fewer) {
    return new Strips<>(values, columns, fewer);
  }

  /** Columns of a strip: 64 of float32, 32 of float64. */
  public int lanes() {
    return values instanceof float[] ? SINGLE_LANES : DOUBLE_LANES;
  }

  /** Where column j of the first row is. */
  public int start(int j) {
    int lanes = lanes();
    return (j & -lanes) * rows + (j & (lanes - 1));
  }

  /** How many numbers the strips take. */
  int length() {
    return length(lanes(), columns, rows);
  }

  private static int length(int lanes, int columns, int rows) {
    return Math.multiplyExact((columns + lanes - 1) & -lanes, rows);
  }
}
