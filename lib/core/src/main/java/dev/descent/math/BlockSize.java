package dev.descent.math;

/** How many rows and columns of C = A^T B are computed at once, while they stay in registers. */
public record BlockSize(int rows, int columns) {

  int length() {
    return rows * columns;
  }
}
