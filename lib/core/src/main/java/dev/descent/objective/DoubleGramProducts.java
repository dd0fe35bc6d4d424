package dev.descent.objective;

import dev.descent.data.TileSlice;
import dev.descent.math.BlockSize;
import dev.descent.math.Kernels;
import dev.descent.math.Strips;
import dev.descent.math.Triangle;
import java.util.Arrays;
import java.util.List;

/** Products in double precision. */
final class DoubleGramProducts extends GramProducts<double[]> {
  private static final int CHAIN = 64;

  /** Room for some columns of some rows. */
  private final double[] some = new double[NEAR];

  /** Room for all products. */
  private final double[] triangle;

  DoubleGramProducts(double[] shift) {
    super(shift, CHAIN, Kernels.ofThisMachine().doubleBlocks());
    triangle = new double[GramSum.size(columns())];
  }

  @Override
  Strips<double[]> strips(int lanes, int rows) {
    return Strips.doubles(lanes, size, rows);
  }

  @Override
  Triangle<double[]> triangle(BlockSize blocks) {
    return Triangle.doubles(blocks, size);
  }

  @Override
  void clear(Triangle<double[]> products) {
    Arrays.fill(products.values(), 0);
  }

  /** They are multiplied with all others. */
  @Override
  void readLabels(TileSlice rows) {}

  @Override
  void read(float[] values, int from, int count, double middle, int at) {
    Kernels.ofThisMachine().widen(values, from, some, at, count);
    read(some, at, count, middle, at);
  }

  @Override
  void read(double[] values, int from, int count, double middle, int at) {
    for (int i = 0; i < count; i++) {
      some[at + i] = values[from + i] - middle;
    }
  }

  @Override
  void set(int at, double value) {
    some[at] = value;
  }

  @Override
  void multiply(int at, double weight) {
    some[at] = weight * some[at];
  }

  @Override
  void putFour(int at, int j, Strips<double[]> into) {
    double[] z = into.values();
    int lanes = into.lanes();
    int to = into.start(j);
    for (int i = at; i < at + into.rows(); i++) {
      z[to] = some[i];
      z[to + 1] = some[i + rows];
      z[to + 2] = some[i + 2 * rows];
      z[to + 3] = some[i + 3 * rows];
      to += lanes;
    }
  }

  @Override
  void putThree(int at, int j, Strips<double[]> into) {
    double[] z = into.values();
    int lanes = into.lanes();
    int to = into.start(j);
    for (int i = at; i < at + into.rows(); i++) {
      z[to] = some[i];
      z[to + 1] = some[i + rows];
      z[to + 2] = some[i + 2 * rows];
      to += lanes;
    }
  }

  @Override
  void addProducts(
      List<Strips<double[]>> a, List<Strips<double[]>> b, Triangle<double[]> products) {
    Kernels.ofThisMachine().addDoubleProducts(a, b, products);
  }

  @Override
  boolean addTo(GramSum sums, Triangle<double[]> products) {
    products.copyTo(triangle);
    boolean finite = true;
    for (double product : triangle) {
      finite &= Math.abs(product) <= Double.MAX_VALUE;
    }
    if (finite) {
      sums.exact().add(triangle);
    }
    return finite;
  }
}
