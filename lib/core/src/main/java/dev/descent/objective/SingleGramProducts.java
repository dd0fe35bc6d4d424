package dev.descent.objective;

import dev.descent.data.Targets;
import dev.descent.data.TileSlice;
import dev.descent.math.BlockSize;
import dev.descent.math.Kernels;
import dev.descent.math.Strips;
import dev.descent.math.Triangle;
import java.util.Arrays;
import java.util.List;

/**
 * Products in single precision, of numbers that are rounded to it; those of label and 1 alone, of
 * which loss and weight at the start are made, are summed in double precision.
 *
 * <p>An element is wrong by less than 2^-16 of the largest that Cauchy and Schwarz allow it (chains
 * of 128 terms, each rounded by up to 2^-24, and the few sums of them), mostly by 2^-21 or less.
 */
final class SingleGramProducts extends GramProducts<float[]> {
  private static final int CHAIN = 128;

  /** Squares up to it leave room for their rounding. */
  private static final float MOST = Float.MAX_VALUE / 2;

  /** Room for some columns of some rows. */
  private final float[] some = new float[NEAR];

  /** Room for a column before it is rounded. */
  private final double[] centred = new double[rows];

  /** Room for all products. */
  private final float[] triangle;

  /** Room for the products with label and 1. */
  private final double[] others;

  /** Sums of the squared labels, of the labels and of 1, each about the shift and weighted. */
  private double squares;

  private double labels;
  private double weights;

  /** Whether some weight is no normal float32. */
  private boolean areLight;

  SingleGramProducts(double[] shift) {
    super(shift, CHAIN, Kernels.ofThisMachine().singleBlocks());
    triangle = new float[GramSum.size(columns())];
    others = new double[GramSum.others(columns())];
  }

  @Override
  Strips<float[]> strips(int lanes, int rows) {
    return Strips.singles(lanes, size, rows);
  }

  @Override
  Triangle<float[]> triangle(BlockSize blocks) {
    return Triangle.singles(blocks, size);
  }

  @Override
  void clear(Triangle<float[]> products) {
    Arrays.fill(products.values(), 0);
  }

  @Override
  void readLabels(TileSlice rows) {
    Targets targets = rows.targets();
    double middle = shift[columns()];
    squares = 0;
    labels = 0;
    weights = 0;
    areLight = false;
    for (int i = 0; i < rows.rows(); i++) {
      double label = targets.label(i) - middle;
      double weight = targets.weight(i);
      squares = Math.fma(weight * label, label, squares);
      labels = Math.fma(weight, label, labels);
      weights += weight;
      areLight |= weight > 0 && weight < Float.MIN_NORMAL;
    }
  }

  @Override
  void read(float[] values, int from, int count, double middle, int at) {
    Kernels.ofThisMachine().widen(values, from, centred, 0, count);
    read(centred, 0, count, middle, at);
  }

  @Override
  void read(double[] values, int from, int count, double middle, int at) {
    if (middle == 0) {
      Kernels.ofThisMachine().narrow(values, from, some, at, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      centred[i] = values[from + i] - middle;
    }
    Kernels.ofThisMachine().narrow(centred, 0, some, at, count);
  }

  @Override
  void set(int at, double value) {
    some[at] = (float) value;
  }

  @Override
  void multiply(int at, double weight) {
    some[at] = (float) (weight * some[at]);
  }

  @Override
  void putFour(int at, int j, Strips<float[]> into) {
    float[] z = into.values();
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
  void putThree(int at, int j, Strips<float[]> into) {
    float[] z = into.values();
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
  void addProducts(List<Strips<float[]>> a, List<Strips<float[]>> b, Triangle<float[]> products) {
    Kernels.ofThisMachine().addSingleProducts(a, b, products);
  }

  /** No product is larger than the larger one of its two on the diagonal, but for rounding. */
  @Override
  boolean addTo(GramSum sums, Triangle<float[]> products) {
    products.copyTo(triangle);
    int d = columns();
    float largest = 0;
    for (int j = 0; j < d; j++) {
      largest = Math.max(largest, triangle[j * (j + 3) / 2]);
    }
    int features = triangle.length - others.length;
    Kernels.ofThisMachine().widen(triangle, features, others, 0, others.length);
    others[d] = squares;
    others[others.length - 2] = labels;
    others[others.length - 1] = weights;
    boolean finite = largest <= MOST && !areLight;
    for (double product : others) {
      finite &= Double.isFinite(product);
    }
    if (finite) {
      sums.grid().add(triangle, 2 * (double) largest);
      sums.exact().add(others);
    }
    return finite;
  }
}
