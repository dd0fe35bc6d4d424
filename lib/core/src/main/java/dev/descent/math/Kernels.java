package dev.descent.math;

/**
 * The two products of a tile with vectors, each with one defined order of operations, so that every
 * implementation gives the same bits on every processor, Java version and compilation state.
 *
 * <p>{@code multiply}: y_i becomes fma(a_i0, x_0, fma(a_i1, x_1, fma(a_i2, x_2, fma(a_i3, x_3,
 * y_i)))), then the same with the next four columns, then the columns that are left one at a time.
 * The result for a row does not depend on the rows around it.
 *
 * <p>{@code transposedMultiply}: lane l of L (16 in single, 8 in double precision) sums the rows i
 * = l mod L by fma in ascending order from zero; then lanes l and l + L/2 are added, then l and l +
 * L/4, and so on down to one.
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

  /** y += A x, with x [columns] and y [at least rows]. */
  void multiply(DoublePanel a, double[] x, double[] y);

  /** g = A^T r, with r [at least rows] and g [at least columns]. */
  void transposedMultiply(DoublePanel a, double[] r, double[] g);

  /** What these kernels run on, for provenance: "vector" or "scalar". */
  String name();

  /**
   * The kernels of this JVM: the vector ones where the module jdk.incubator.vector is there, else
   * the scalar ones.
   *
   * @throws IllegalStateException if they do not give the bits they are defined to give
   */
  static Kernels ofThisMachine() {
    return KernelChoice.CHECKED;
  }
}
