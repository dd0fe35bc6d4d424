package dev.descent.math;

import java.util.List;

/**
 * The products of a tile with vectors and of panels with panels, each with one defined order of
 * operations, so that every implementation gives the same bits on every processor, Java version and
 * compilation state.
 *
 * <p>{@code multiply} of a vector: y_i becomes fma(a_i0, x_0, fma(a_i1, x_1, fma(a_i2, x_2,
 * fma(a_i3, x_3, y_i)))), then the same with the next four columns, then the columns that are left
 * one at a time. The result for a row does not depend on the rows around it.
 *
 * <p>{@code transposedMultiply} of a vector: lane l of L (16 in single, 8 in double precision) sums
 * the rows i = l mod L by fma in ascending order from zero; then lanes l and l + L/2 are added,
 * then l and l + L/4, and so on down to one.
 *
 * <p>Why not BLAS: the vector BLAS for Java adds the lanes of a transposed product in an order that
 * changes with the compilation state on JDK 25, both it and OpenBLAS depend on the width of the
 * processor's vectors, and the kernels here are as fast. KernelBitsTest shows the bits of all
 * three.
 */
public interface Kernels {

  /** y += A x, with x [columns] and y [at least rows]. */
  void multiply(SinglePanel a, float[] x, float[] y);

  /** g = A^T r, with r [at least rows] and g [at least columns]. */
  void transposedMultiply(SinglePanel a, float[] r, float[] g);

  /**
   * C += A B, with a [n x d], b [d x k] and c [n x k].
   *
   * @throws IllegalArgumentException if the shapes differ, a panel leaves its array or c overlaps
   *     another
   */
  void multiply(SinglePanel a, SinglePanel b, SinglePanel c);

  /**
   * C += A B^T, with a [n x k], b [d x k] and c [n x d].
   *
   * @throws IllegalArgumentException if the shapes differ, a panel leaves its array or c overlaps
   *     another
   */
  void multiplyTransposed(SinglePanel a, SinglePanel b, SinglePanel c);

  /**
   * Whether a product with one vector gains more time than it takes to bring the panel near by
   * {@link ReadAhead} before. Changes no bit.
   */
  default boolean gainByReadingAhead() {
    return false;
  }

  /** The blocks in which triangles of float32 are computed. */
  BlockSize singleBlocks();

  /**
   * C += A^T B for one pair of A and B after the other, on and above the diagonal, where the terms
   * of each element are added up from zero, by fma and in the order of the rows, before they are
   * added to C.
   *
   * @param a each [n x d], with strips of as many columns as blocks have rows
   * @param b each [n x d], with strips of as many columns as blocks have
   * @param c [d x d]
   * @throws IllegalArgumentException if the shapes differ, strips or blocks are not those of these
   *     kernels, or an array is too short
   */
  void addSingleProducts(List<Strips<float[]>> a, List<Strips<float[]>> b, Triangle<float[]> c);

  /**
   * C = A^T B, with a [n x d], b [n x k] and c [d x k].
   *
   * @throws IllegalArgumentException if the shapes differ, a panel leaves its array or c overlaps
   *     another
   */
  void transposedMultiply(SinglePanel a, SinglePanel b, SinglePanel c);

  /** y += A x, with x [columns] and y [at least rows]. */
  void multiply(DoublePanel a, double[] x, double[] y);

  /** g = A^T r, with r [at least rows] and g [at least columns]. */
  void transposedMultiply(DoublePanel a, double[] r, double[] g);

  /**
   * C += A B, with a [n x d], b [d x k] and c [n x k].
   *
   * @throws IllegalArgumentException if the shapes differ, a panel leaves its array or c overlaps
   *     another
   */
  void multiply(DoublePanel a, DoublePanel b, DoublePanel c);

  /**
   * C += A B^T, with a [n x k], b [d x k] and c [n x d].
   *
   * @throws IllegalArgumentException if the shapes differ, a panel leaves its array or c overlaps
   *     another
   */
  void multiplyTransposed(DoublePanel a, DoublePanel b, DoublePanel c);

  /** The blocks in which triangles of float64 are computed. */
  BlockSize doubleBlocks();

  /**
   * C += A^T B for one pair of A and B after the other, on and above the diagonal, where the terms
   * of each element are added up from zero, by fma and in the order of the rows, before they are
   * added to C.
   *
   * @param a each [n x d], with strips of as many columns as blocks have rows
   * @param b each [n x d], with strips of as many columns as blocks have
   * @param c [d x d]
   * @throws IllegalArgumentException if the shapes differ, strips or blocks are not those of these
   *     kernels, or an array is too short
   */
  void addDoubleProducts(List<Strips<double[]>> a, List<Strips<double[]>> b, Triangle<double[]> c);

  /**
   * C = A^T B, with a [n x d], b [n x k] and c [d x k].
   *
   * @throws IllegalArgumentException if the shapes differ, a panel leaves its array or c overlaps
   *     another
   */
  void transposedMultiply(DoublePanel a, DoublePanel b, DoublePanel c);

  /** Copies {@code count} numbers from {@code from[at]} on to {@code into[to]} and behind. */
  void widen(float[] from, int at, double[] into, int to, int count);

  /** Copies {@code count} numbers, each rounded to the nearest float32, as {@link #widen} does. */
  void narrow(double[] from, int at, float[] into, int to, int count);

  /** The first {@code count} values x become e^x, by {@link StableMath#exp}. */
  void exponentials(double[] values, int count);

  /**
   * Logistic losses of {@code count} rows: max(f, 0) - y f + log(1 + e) with e = exp(-|f|) goes to
   * {@code losses}, and the score f is replaced by the residual (f < 0 ? e : 1) / (1 + e) - y.
   *
   * @param scores f, the first at {@code score}
   * @param labels y, the first at {@code label}
   */
  void logistic(double[] scores, int score, double[] labels, int label, double[] losses, int count);

  /**
   * The sum of the same losses, with the same residuals; in the time of two thirds of them.
   *
   * <p>Row i goes to lane i mod {@value Lanes#LOGISTIC}. A lane adds up max(f, 0) - y f, and of
   * every {@value Lanes#LOGISTIC_ROWS} rows the growth q of the product of all 1 + e, which is 1 +
   * q: q becomes fma(q, e, q + e), so that small ones keep their digits. Lanes are added by halves,
   * and their growths multiplied so; {@link StableMath#log1p} of the last growth is added to a
   * second sum, which in the end is added to the first.
   *
   * @param sum of no rows, as it is left
   */
  double sumLogistic(
      double[] scores, int score, double[] labels, int label, int count, LogisticSum sum);

  /**
   * The same of float32; sums, growths and logarithms are of float64. The exponential e is that of
   * {@link StableMath#decay}, and the residual ((f < 0 ? e : 1) - y - y e) / (1 + e): small ones
   * keep their digits.
   */
  double sumLogistic(
      float[] scores, int score, float[] labels, int label, int count, LogisticSum sum);

  /**
   * The sum of {@code count} values in float64: value i goes to lane i mod {@value Lanes#DOUBLE},
   * and the lanes are added by halves.
   */
  double sum(float[] values, int from, int count);

  /**
   * Adds the digits of the usual ones among {@code values[from]} to {@code values[to - 1]} to
   * {@code digits}, from the highest bin on; {@link Digits} tells which these are.
   *
   * @param third what the exponent of values that count the third bin's units is in their bits
   * @return whether all of them are usual
   */
  boolean addDigits(double[] values, int from, int to, int third, long[] digits);

  /**
   * The squares of {@code count} values from {@code values[from]} on.
   *
   * @return whether none of them is or may be rounded; if one is, the squares are undefined
   */
  boolean squares(double[] values, int from, double[] squares, int count);

  /**
   * Adds {@link SplitMix#combine} of {@code hash} and the bits of {@code next[i]}, all NaN alike,
   * to {@code sums[i]}, for i below {@code count}.
   */
  void addHashes(long hash, double[] next, int count, long[] sums);

  /**
   * Adds to {@code sums[i]}, for i below {@code count}, the {@link SplitMix#combine} of j and the
   * bits of number j of row i, all NaN alike, for every number of the row that is not 0.
   *
   * @param rows {@code size} numbers each, one row behind the other from {@code rows[from]} on
   */
  void addRowHashes(double[] rows, int from, int size, int count, long[] sums);

  /**
   * Writes (x_j - m_j) / s_j, or 0 where s_j is 0, of a row of numbers x with -0 as 0, rounded to
   * float32, as 4 bytes each, the lowest first.
   *
   * @param row x, from {@code row[from]} on
   * @param into room for the row from {@code at} on, and for {@link RowScaling#BEHIND} bytes behind
   *     it, which may be overwritten
   * @return whether all of them are finite before the choice of 0 and after the rounding; if one is
   *     not, what is written is undefined
   */
  boolean scale(double[] row, int from, RowScaling scaling, byte[] into, int at);

  /** Whether this JVM has what they are made for; else they give the same bits, but slowly. */
  default boolean areFast() {
    return true;
  }

  /** What these kernels run on, for provenance: "vector" or "scalar". */
  String name();

  /**
   * The kernels of this JVM: the vector ones where the module jdk.incubator.vector is there and the
   * processor has vectors of 256 bits, else the scalar ones.
   *
   * @throws IllegalStateException if they do not give the bits they are defined to give
   */
  static Kernels ofThisMachine() {
    return KernelChoice.CHECKED;
  }
}
