package dev.descent.math;

/**
 * The elements of C = A^T B on and above the diagonal, in the blocks that they are computed in: for
 * every some columns one block of rows after the other, down to the one with the diagonal. So a
 * block lies in one piece, where in a column of C it would touch a line of memory for each column.
 *
 * <p>What is below the diagonal in a block that the diagonal crosses, or behind the last column,
 * counts nowhere.
 *
 * @param <A> float[] or double[]
 */
public final class Triangle<A> {
  private final A values;
  private final BlockSize size;
  private final int columns;

  /** Where the first block of each block of columns is. */
  private final int[] starts;

  private Triangle(A values, BlockSize size, int columns, int[] starts) {
    this.values = values;
    this.size = size;
    this.columns = columns;
    this.starts = starts;
  }

  /** Zeros in float32. */
  public static Triangle<float[]> singles(BlockSize size, int columns) {
    int[] starts = starts(size, columns);
    return new Triangle<>(new float[starts[starts.length - 1]], size, columns, starts);
  }

  /** Zeros in float64. */
  public static Triangle<double[]> doubles(BlockSize size, int columns) {
    int[] starts = starts(size, columns);
    return new Triangle<>(new double[starts[starts.length - 1]], size, columns, starts);
  }

  private static int[] starts(BlockSize size, int columns) {
    int[] starts = new int[(columns + size.columns() - 1) / size.columns() + 1];
    for (int k = 1; k < starts.length; k++) {
      int above = (k * size.columns() + size.rows() - 1) / size.rows();
      starts[k] = Math.addExact(starts[k - 1], Math.multiplyExact(above, size.length()));
    }
    return starts;
  }

  /** All blocks. */
  public A values() {
    return values;
  }

  /** How they were cut. */
  public BlockSize size() {
    return size;
  }

  /** d, where C is [d x d]. */
  public int columns() {
    return columns;
  }

  /** Where the block with row i and column j begins; its column t is at {@code t * size.rows()}. */
  int block(int i, int j) {
    return start(j / size.columns()) + i / size.rows() * size.length();
  }

  /** Where the blocks of one block of columns begin. */
  int start(int blockOfColumns) {
    return starts[blockOfColumns];
  }

  /** Where element (k, j) is, for k up to j. */
  int at(int k, int j) {
    return block(k, j) + j % size.columns() * size.rows() + k % size.rows();
  }

  /** Copies element (k, j), for k up to j, to {@code into[j (j + 1) / 2 + k]}. */
  public void copyTo(A into) {
    int to = 0;
    for (int j = 0; j < columns; j++) {
      for (int k = 0; k <= j; k += size.rows()) {
        int count = Math.min(size.rows(), j + 1 - k);
        System.arraycopy(values, at(k, j), into, to, count);
        to += count;
      }
    }
  }
}
