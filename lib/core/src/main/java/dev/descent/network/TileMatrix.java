package dev.descent.network;

import dev.descent.data.Precision;
import dev.descent.data.TileSlice;

/**
 * A column-major block of numbers in the precision of a tile, with the products that layers are
 * made of.
 */
sealed interface TileMatrix permits SingleMatrix, DoubleMatrix {

  /** The features of some rows of a tile [rows x columns]. */
  static TileMatrix of(TileSlice slice) {
    return slice.tile().precision() == Precision.SINGLE
        ? new SingleMatrix(slice.singlePanel())
        : new DoubleMatrix(slice.doublePanel());
  }

  /** {@code size} zeros as one column. */
  static TileMatrix column(Precision precision, int size) {
    return precision == Precision.SINGLE
        ? SingleMatrix.column(new float[size])
        : DoubleMatrix.column(new double[size]);
  }

  /** How many numbers the array behind it has room for. */
  int capacity();

  /** The numbers from {@code offset} on of the array behind it as [rows x columns]. */
  TileMatrix part(int offset, int rows, int columns);

  /** this += a b. */
  void addProduct(TileMatrix a, TileMatrix b);

  /** this = a b^T. */
  void setProductTransposed(TileMatrix a, TileMatrix b);

  /** this = a^T b. */
  void setTransposedProduct(TileMatrix a, TileMatrix b);

  /** Sets every row to {@code values} from {@code offset} on [columns]. */
  void fillRows(double[] values, int offset);

  /** Copies the numbers of a matrix without gaps from {@code from}, rounding them. */
  void read(double[] from);

  /** Copies the numbers of a matrix without gaps to {@code into}. */
  void write(double[] into);

  /** Writes the sum of each column, added row by row in double precision, to {@code into}. */
  void writeColumnSums(double[] into, int offset);

  /** Replaces every number x by the activation of x. */
  void activate(Activation activation);

  /** Multiplies by the derivative of the activation, which gave {@code activated}. */
  void multiplyByDerivative(Activation activation, TileMatrix activated);
}
