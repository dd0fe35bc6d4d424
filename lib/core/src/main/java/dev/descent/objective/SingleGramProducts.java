package dev.descent.objective;

import dev.descent.math.Kernels;
import dev.descent.math.Strips;
import java.util.Arrays;

/**
 * Products in single precision, of numbers that are rounded to it.
 *
 * <p>An element is wrong by less than 2^-16 of the largest that Cauchy and Schwarz allow it (chains
 * of 128 terms, each rounded by up to 2^-24, and the few sums of them), mostly by 2^-21 or less.
 */
final class SingleGramProducts extends GramProducts<float[]> {
  private static final int CHAIN = 128;

  /** Squares up to it leave room for their rounding. */
  private static final float MOST = Float.MAX_VALUE / 2;

  private final float[] triangle;

  /** Room for the products with label and 1. */
  private final double[] others;

  SingleGramProducts(double[] shift) {
    super(shift, CHAIN);
    triangle = new float[GramSum.size(columns())];
    others = new double[GramSum.others(columns())];
  }

  @Override
  Strips<float[]> strips(int rows) {
    return Strips.singles(size, rows);
  }

  @Override
  void clear() {
    Arrays.fill(triangle, 0);
  }

  @Override
  void copy(float[] values, int from, int j, Strips<float[]> into) {
    float[] z = into.values();
    int at = into.start(j);
    int lanes = into.lanes();
    for (int i = 0; i < into.rows(); i++) {
      z[at + i * lanes] = (float) (values[from + i] - shift[j]);
    }
  }

  @Override
  void copy(double[] values, int from, int j, Strips<float[]> into) {
    float[] z = into.values();
    int at = into.start(j);
    int lanes = into.lanes();
    for (int i = 0; i < into.rows(); i++) {
      z[at + i * lanes] = (float) (values[from + i] - shift[j]);
    }
  }

  @Override
  void set(Strips<float[]> z, int i, int j, double value) {
    z.values()[z.start(j) + i * z.lanes()] = (float) value;
  }

  @Override
  void multiply(Strips<float[]> z, int at, double weight, Strips<float[]> into) {
    for (int lane = at; lane < at + z.lanes(); lane++) {
      into.values()[lane] = (float) (weight * z.values()[lane]);
    }
  }

  @Override
  void addProducts(Strips<float[]> left, Strips<float[]> right, int from, int to) {
    Kernels.ofThisMachine().addProducts(left, right, from, to, triangle);
  }

  /** No product is larger than the larger one of its two on the diagonal, but for rounding. */
  @Override
  boolean addTo(GramSum sums) {
    int d = columns();
    float largest = 0;
    for (int j = 0; j < d; j++) {
      largest = Math.max(largest, triangle[j * (j + 3) / 2]);
    }
    int features = triangle.length - others.length;
    Kernels.ofThisMachine().widen(triangle, features, others, 0, others.length);
    boolean finite = largest <= MOST;
    for (double product : others) {
      finite &= Math.abs(product) <= Float.MAX_VALUE;
    }
    if (finite) {
      sums.grid().add(triangle, 2 * (double) largest);
      sums.exact().add(others);
    }
    return finite;
  }
}
