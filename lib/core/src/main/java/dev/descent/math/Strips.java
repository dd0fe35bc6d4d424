package dev.descent.math;

/**
 * Some rows of numbers as the products of columns read them: in strips of as many columns as a
 * block of products takes, in each of them one row after the other. Column j of row i is at {@code
 * start(j) + i * lanes()}.
 *
 * @param values of all strips, float[] or double[]; those of columns that are not there count
 *     nowhere
 * @param lanes columns of a strip: the rows of a {@link BlockSize} on the left, its columns on the
 *     right
 */
public record Strips<A>(A values, int lanes, int columns, int rows) {

  /** Makes room for rows of float32. */
  public static Strips<float[]> singles(int lanes, int columns, int rows) {
    return new Strips<>(new float[length(lanes, columns, rows)], lanes, columns, rows);
  }

  /** Makes room for rows of float64. */
  public static Strips<double[]> doubles(int lanes, int columns, int rows) {
    return new Strips<>(new double[length(lanes, columns, rows)], lanes, columns, rows);
  }

  /** Room for fewer rows, in the same array. */
  public Strips<A> first(int fewer) {
    return new Strips<>(values, lanes, columns, fewer);
  }

  /** Where column j of the first row is. */
  public int start(int j) {
    return j / lanes * lanes * rows + j % lanes;
  }

  /** How many numbers the strips take. */
  int length() {
    return length(lanes, columns, rows);
  }

  private static int length(int lanes, int columns, int rows) {
    return Math.multiplyExact((columns + lanes - 1) / lanes * lanes, rows);
  }
}
