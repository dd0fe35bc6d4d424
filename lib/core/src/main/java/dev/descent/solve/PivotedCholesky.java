package dev.descent.solve;

import dev.descent.math.DoublePanel;
import dev.descent.math.Kernels;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The factors of a symmetric positive semi-definite matrix with unit diagonal: P^T K P = L L^T,
 * with the largest pivot of those that are left first and the lowest index of equal ones.
 *
 * <p>The pivot of a column is 1 - R^2 of its regression on the columns before it. The factorization
 * ends where no pivot is above (128 + m) 2^-52, which is more than what rounding leaves of the
 * products of a dependent column (CholeskyTest shows both sides); the columns that are left are
 * aliased. Every operation has one order, so that the factors have the same bits everywhere.
 *
 * <p>Source: Higham, Accuracy and Stability of Numerical Algorithms, 2nd edition, 2002, section
 * 10.3.
 */
final class PivotedCholesky {
  private static final double LAST_BIT = 0x1p-52;
  private static final int ROUNDINGS = 128;

  private final int size;

  /** The order of the columns: the first {@code rank} are those of L. */
  private final int[] order;

  /** L [m x m], column by column. */
  private final double[] lower;

  private final int rank;

  /** Of the rows and columns {@code subset} [m] of {@code matrix}. */
  PivotedCholesky(double[][] matrix, int[] subset) {
    size = subset.length;
    order = IntStream.range(0, size).toArray();
    lower = new double[Math.multiplyExact(size, size)];
    rank = factorize(matrix, subset);
  }

  /** The smallest pivot of m columns that counts. */
  static double tolerance(int columns) {
    return (ROUNDINGS + columns) * LAST_BIT;
  }

  private int factorize(double[][] matrix, int[] subset) {
    double[] pivots = new double[size];
    Arrays.fill(pivots, 1);
    double[] column = new double[size];
    for (int k = 0; k < size; k++) {
      int largest = k;
      for (int i = k + 1; i < size; i++) {
        largest = pivots[i] > pivots[largest] ? i : largest;
      }
      if (!(pivots[largest] > tolerance(size))) {
        return k;
      }
      swap(pivots, k, largest);
      for (int i = k; i < size; i++) {
        column[i - k] = matrix[subset[order[k]]][subset[order[i]]];
      }
      eliminate(k, column);
      double root = Math.sqrt(pivots[k]);
      lower[at(k, k)] = root;
      for (int i = k + 1; i < size; i++) {
        double l = column[i - k] / root;
        lower[at(i, k)] = l;
        pivots[i] = Math.fma(-l, l, pivots[i]);
      }
    }
    return size;
  }

  /** Subtracts from the column, rows k and on, what the columns before k have of it. */
  private void eliminate(int k, double[] column) {
    double[] row = new double[k];
    for (int l = 0; l < k; l++) {
      row[l] = -lower[at(k, l)];
    }
    Kernels.ofThisMachine().multiply(new DoublePanel(lower, k, size, size - k, k), row, column);
  }

  private void swap(double[] pivots, int i, int j) {
    double pivot = pivots[i];
    pivots[i] = pivots[j];
    pivots[j] = pivot;
    int place = order[i];
    order[i] = order[j];
    order[j] = place;
    for (int l = 0; l < Math.min(i, j); l++) {
      double element = lower[at(i, l)];
      lower[at(i, l)] = lower[at(j, l)];
      lower[at(j, l)] = element;
    }
  }

  /** How many columns are independent. */
  int rank() {
    return rank;
  }

  /** The last pivot that counts; 1 without any. */
  double smallestPivot() {
    int last = rank - 1;
    return rank == 0 ? 1 : lower[at(last, last)] * lower[at(last, last)];
  }

  /** The places in the subset of the columns that depend on the others, in ascending order. */
  int[] aliased() {
    return Arrays.stream(order, rank, size).sorted().toArray();
  }

  /** x with K x = {@code right} in the independent columns [m], and 0 in the aliased ones. */
  double[] solve(double[] right) {
    double[] z = new double[rank];
    for (int k = 0; k < rank; k++) {
      z[k] = right[order[k]];
    }
    for (int k = 0; k < rank; k++) {
      z[k] /= lower[at(k, k)];
      for (int i = k + 1; i < rank; i++) {
        z[i] = Math.fma(-lower[at(i, k)], z[k], z[i]);
      }
    }
    double[] solution = new double[size];
    for (int k = rank - 1; k >= 0; k--) {
      double rest = z[k];
      for (int i = k + 1; i < rank; i++) {
        rest = Math.fma(-lower[at(i, k)], z[i], rest);
      }
      z[k] = rest / lower[at(k, k)];
      solution[order[k]] = z[k];
    }
    return solution;
  }

  private int at(int row, int column) {
    return column * size + row;
  }
}
