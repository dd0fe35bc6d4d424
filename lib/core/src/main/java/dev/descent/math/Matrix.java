package dev.descent.math;

/**
 * A matrix [rows x columns] inside an array: element (i, j) is at {@code offset + i * rowStep + j *
 * columnStep}. One of the steps is 1, for rows or columns of a panel lie together.
 *
 * @param <A> float[] or double[]
 */
record Matrix<A>(A values, int offset, int rowStep, int columnStep, int rows, int columns) {

  static <A> Matrix<A> of(Panel<A> panel) {
    return new Matrix<>(
        panel.values(), panel.offset(), 1, panel.stride(), panel.rows(), panel.columns());
  }

  Matrix<A> transposed() {
    return new Matrix<>(values, offset, columnStep, rowStep, columns, rows);
  }

  /** Where element (i, j) is. */
  int at(int i, int j) {
    return offset + i * rowStep + j * columnStep;
  }
}
