package dev.descent.solve;

import java.util.Arrays;

/**
 * The factors K = L L^T of a symmetric positive semi-definite matrix with unit diagonal, over a set
 * of its columns that grows and shrinks by one column at a time.
 *
 * <p>A column is taken in only if it is independent of those that are there, by the measure of
 * {@link PivotedCholesky}. Adding, removing and solving take m^2 operations for m columns; what a
 * removed column leaves beside the diagonal is rotated away.
 *
 * <p>Source: Golub and Van Loan, Matrix Computations, 4th edition, 2013, section 6.5.
 */
final class GrowingCholesky {
  private static final int FIRST_ROOM = 8;

  private final double[][] matrix;

  /** Of the matrix, in the order of L. */
  private int[] columns = new int[FIRST_ROOM];

  /** L [m x m], column by column: element (i, k) is lower[k][i]. */
  private double[][] lower = new double[FIRST_ROOM][FIRST_ROOM];

  private int size;

  /** Of no column of {@code matrix} yet. */
  GrowingCholesky(double[][] matrix) {
    this.matrix = matrix;
  }

  /** m, how many columns there are. */
  int size() {
    return size;
  }

  /** The column at {@code place}, from 0 to m - 1. */
  int column(int place) {
    return columns[place];
  }

  /** Takes in a column, at the last place; or leaves it out, and says false, if it is dependent. */
  boolean add(int column) {
    double[] row = products(column);
    forward(row);
    double pivot = matrix[column][column];
    for (double element : row) {
      pivot = Math.fma(-element, element, pivot);
    }
    if (!(pivot > PivotedCholesky.tolerance(size + 1))) {
      return false;
    }
    makeRoom();
    for (int k = 0; k < size; k++) {
      lower[k][size] = row[k];
    }
    lower[size][size] = Math.sqrt(pivot);
    columns[size] = column;
    size++;
    return true;
  }

  /** K between {@code column} and the columns that are there [m]. */
  double[] products(int column) {
    double[] products = new double[size];
    for (int i = 0; i < size; i++) {
      products[i] = matrix[column][columns[i]];
    }
    return products;
  }

  private void makeRoom() {
    if (size < columns.length) {
      return;
    }
    int room = 2 * size;
    columns = Arrays.copyOf(columns, room);
    lower = Arrays.copyOf(lower, room);
    for (int k = 0; k < room; k++) {
      lower[k] = k < size ? Arrays.copyOf(lower[k], room) : new double[room];
    }
  }

  /** Takes out the column at {@code place}; those behind it move up by one. */
  void remove(int place) {
    System.arraycopy(columns, place + 1, columns, place, size - 1 - place);
    for (int k = 0; k < size; k++) {
      int from = Math.max(place, k - 1);
      System.arraycopy(lower[k], from + 1, lower[k], from, size - 1 - from);
    }
    size--;
    for (int k = place; k < size; k++) {
      rotate(lower[k], lower[k + 1], k);
    }
  }

  /** Turns columns k and k + 1 of L so that the second has nothing in row k. */
  private void rotate(double[] left, double[] right, int k) {
    double length = Math.hypot(left[k], right[k]);
    double cosine = left[k] / length;
    double sine = right[k] / length;
    for (int i = k; i < size; i++) {
      double turned = Math.fma(cosine, left[i], sine * right[i]);
      right[i] = Math.fma(cosine, right[i], -sine * left[i]);
      left[i] = turned;
    }
  }

  /** x [m] with K x = {@code right} [m]. */
  double[] solve(double[] right) {
    double[] x = right.clone();
    forward(x);
    for (int k = size - 1; k >= 0; k--) {
      double rest = x[k];
      for (int i = k + 1; i < size; i++) {
        rest = Math.fma(-lower[k][i], x[i], rest);
      }
      x[k] = rest / lower[k][k];
    }
    return x;
  }

  /** Replaces {@code x} [m] by L^-1 x. */
  private void forward(double[] x) {
    for (int k = 0; k < size; k++) {
      double[] column = lower[k];
      x[k] /= column[k];
      for (int i = k + 1; i < size; i++) {
        x[i] = Math.fma(-column[i], x[k], x[i]);
      }
    }
  }
}
