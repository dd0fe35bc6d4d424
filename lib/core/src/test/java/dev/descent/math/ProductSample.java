package dev.descent.math;

import java.util.Arrays;

/**
 * Random panels for one product C [m x p] with s terms an element, each in an array of its own that
 * is larger than the panel.
 *
 * <p>The numbers are float32 values of many magnitudes, a tenth of them zeros of either sign, so
 * they serve both precisions.
 */
final class ProductSample {
  private final PanelProduct product;
  private final int terms;
  final DoublePanel a;
  final DoublePanel b;
  final DoublePanel c;

  ProductSample(PanelProduct product, SplitMix random, int m, int p, int s) {
    this.product = product;
    terms = s;
    a = product.transposesA() ? panel(random, s, m) : panel(random, m, s);
    b = product.transposesB() ? panel(random, p, s) : panel(random, s, p);
    c = panel(random, m, p);
  }

  private static DoublePanel panel(SplitMix random, int rows, int columns) {
    int offset = random.nextInt(20);
    int stride = rows + random.nextInt(9);
    double[] values = new double[offset + stride * columns + rows];
    for (int i = 0; i < values.length; i++) {
      double unit = random.nextLong() * 0x1p-63;
      values[i] =
          random.nextInt(10) == 0
              ? Math.copySign(0, unit)
              : (float) Math.scalb(unit, random.nextInt(20) - 10);
    }
    return new DoublePanel(values, offset, stride, rows, columns);
  }

  /** The array of C, with what is around the panel, after the kernels' product in float64. */
  double[] doubles(Kernels kernels) {
    DoublePanel result = fresh();
    product.of(kernels, a, b, result);
    return result.values();
  }

  /** The array of C, with what is around the panel, after the kernels' product in float32. */
  double[] singles(Kernels kernels) {
    SinglePanel result = single(c);
    product.of(kernels, single(a), single(b), result);
    double[] values = new double[result.values().length];
    Arrays.setAll(values, i -> result.values()[i]);
    return values;
  }

  /** What the definition makes of the array of C in float64. */
  double[] definedDoubles() {
    double[] expected = fresh().values();
    for (int i = 0; i < c.rows(); i++) {
      for (int j = 0; j < c.columns(); j++) {
        double sum = product.adds() ? element(c, i, j) : 0;
        for (int l = 0; l < terms; l++) {
          sum = Math.fma(left(i, l), right(l, j), sum);
        }
        expected[at(c, i, j)] = sum;
      }
    }
    return expected;
  }

  /** What the definition makes of the array of C in float32. */
  double[] definedSingles() {
    double[] expected = fresh().values();
    for (int i = 0; i < c.rows(); i++) {
      for (int j = 0; j < c.columns(); j++) {
        float sum = product.adds() ? (float) element(c, i, j) : 0;
        for (int l = 0; l < terms; l++) {
          sum = Math.fma((float) left(i, l), (float) right(l, j), sum);
        }
        expected[at(c, i, j)] = sum;
      }
    }
    return expected;
  }

  /** The definition's array in float64 with the terms of an element from the last to the first. */
  double[] descendingDoubles() {
    double[] expected = fresh().values();
    for (int i = 0; i < c.rows(); i++) {
      for (int j = 0; j < c.columns(); j++) {
        double sum = product.adds() ? element(c, i, j) : 0;
        for (int l = terms - 1; l >= 0; l--) {
          sum = Math.fma(left(i, l), right(l, j), sum);
        }
        expected[at(c, i, j)] = sum;
      }
    }
    return expected;
  }

  private double left(int i, int l) {
    return product.transposesA() ? element(a, l, i) : element(a, i, l);
  }

  private double right(int l, int j) {
    return product.transposesB() ? element(b, j, l) : element(b, l, j);
  }

  private static double element(DoublePanel panel, int i, int j) {
    return panel.values()[at(panel, i, j)];
  }

  private static int at(DoublePanel panel, int i, int j) {
    return panel.offset() + j * panel.stride() + i;
  }

  private DoublePanel fresh() {
    return new DoublePanel(c.values().clone(), c.offset(), c.stride(), c.rows(), c.columns());
  }

  static SinglePanel single(DoublePanel panel) {
    float[] values = new float[panel.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) panel.values()[i];
    }
    return new SinglePanel(values, panel.offset(), panel.stride(), panel.rows(), panel.columns());
  }
}
