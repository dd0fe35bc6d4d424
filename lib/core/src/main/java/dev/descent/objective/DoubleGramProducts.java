package dev.descent.objective;

import dev.descent.math.Kernels;
import dev.descent.math.Strips;
import java.util.Arrays;

/** Products in double precision. */
final class DoubleGramProducts extends GramProducts<double[]> {
  private static final int CHAIN = 64;

  private final double[] triangle;

  DoubleGramProducts(double[] shift) {
    super(shift, CHAIN);
    triangle = new double[GramSum.size(columns())];
  }

  @Override
  Strips<double[]> strips(int rows) {
    return Strips.doubles(size, rows);
  }

  @Override
  void clear() {
    Arrays.fill(triangle, 0);
  }

  @Override
  void copy(float[] values, int from, int j, Strips<double[]> into) {
    double[] z = into.values();
    int at = into.start(j);
    int lanes = into.lanes();
    for (int i = 0; i < into.rows(); i++) {
      z[at + i * lanes] = values[from + i] - shift[j];
    }
  }

  @Override
  void copy(double[] values, int from, int j, Strips<double[]> into) {
    double[] z = into.values();
    int at = into.start(j);
    int lanes = into.lanes();
    for (int i = 0; i < into.rows(); i++) {
      z[at + i * lanes] = values[from + i] - shift[j];
    }
  }

  @Override
  void set(Strips<double[]> z, int i, int j, double value) {
    z.values()[z.start(j) + i * z.lanes()] = value;
  }

  @Override
  void multiply(Strips<double[]> z, int at, double weight, Strips<double[]> into) {
    for (int lane = at; lane < at + z.lanes(); lane++) {
      into.values()[lane] = weight * z.values()[lane];
    }
  }

  @Override
  void addProducts(Strips<double[]> left, Strips<double[]> right, int from, int to) {
    Kernels.ofThisMachine().addProducts(left, right, from, to, triangle);
  }

  @Override
  boolean addTo(GramSum sums) {
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
