package dev.descent.math;

import java.util.Arrays;

/**
 * The products of panels as plain loops: the definition of their bits.
 *
 * <p>The inner loop of the first two runs over rows, which changes no order: each element of C
 * meets its terms one at a time.
 */
final class ScalarProducts {

  private ScalarProducts() {}

  static void multiply(SinglePanel a, SinglePanel b, SinglePanel c) {
    Shapes.multiply(a, b, c);
    for (int j = 0; j < c.columns(); j++) {
      for (int l = 0; l < a.columns(); l++) {
        addColumn(a, l, b.values()[b.offset() + j * b.stride() + l], c, j);
      }
    }
  }

  static void multiplyTransposed(SinglePanel a, SinglePanel b, SinglePanel c) {
    Shapes.multiplyTransposed(a, b, c);
    for (int j = 0; j < c.columns(); j++) {
      for (int l = 0; l < a.columns(); l++) {
        addColumn(a, l, b.values()[b.offset() + l * b.stride() + j], c, j);
      }
    }
  }

  static void addProducts(
      Strips<float[]> a, Strips<float[]> b, int from, int to, float[] triangle) {
    Shapes.addProducts(a, b, from, to, triangle);
    int lanes = a.lanes();
    float[] sums = new float[lanes];
    for (int j = from; j < to; j++) {
      int column = j * (j + 1) / 2;
      for (int k = 0; k <= j; k += lanes) {
        Arrays.fill(sums, 0);
        int left = a.start(k);
        int right = b.start(j);
        for (int i = 0; i < a.rows(); i++) {
          float x = b.values()[right + i * lanes];
          for (int lane = 0; lane < lanes; lane++) {
            sums[lane] = Math.fma(a.values()[left + i * lanes + lane], x, sums[lane]);
          }
        }
        for (int lane = 0; lane < Math.min(lanes, j + 1 - k); lane++) {
          triangle[column + k + lane] += sums[lane];
        }
      }
    }
  }

  static void transposedMultiply(SinglePanel a, SinglePanel b, SinglePanel c) {
    Shapes.transposedMultiply(a, b, c);
    for (int k = 0; k < c.columns(); k++) {
      int right = b.offset() + k * b.stride();
      for (int j = 0; j < c.rows(); j++) {
        int left = a.offset() + j * a.stride();
        float sum = 0;
        for (int i = 0; i < a.rows(); i++) {
          sum = Math.fma(a.values()[left + i], b.values()[right + i], sum);
        }
        c.values()[c.offset() + k * c.stride() + j] = sum;
      }
    }
  }

  /** Column j of C becomes fma(column l of A, x, column j of C). */
  private static void addColumn(SinglePanel a, int l, float x, SinglePanel c, int j) {
    float[] v = a.values();
    float[] w = c.values();
    int from = a.offset() + l * a.stride();
    int to = c.offset() + j * c.stride();
    for (int i = 0; i < c.rows(); i++) {
      w[to + i] = Math.fma(v[from + i], x, w[to + i]);
    }
  }

  static void multiply(DoublePanel a, DoublePanel b, DoublePanel c) {
    Shapes.multiply(a, b, c);
    for (int j = 0; j < c.columns(); j++) {
      for (int l = 0; l < a.columns(); l++) {
        addColumn(a, l, b.values()[b.offset() + j * b.stride() + l], c, j);
      }
    }
  }

  static void multiplyTransposed(DoublePanel a, DoublePanel b, DoublePanel c) {
    Shapes.multiplyTransposed(a, b, c);
    for (int j = 0; j < c.columns(); j++) {
      for (int l = 0; l < a.columns(); l++) {
        addColumn(a, l, b.values()[b.offset() + l * b.stride() + j], c, j);
      }
    }
  }

  static void addProducts(
      Strips<double[]> a, Strips<double[]> b, int from, int to, double[] triangle) {
    Shapes.addProducts(a, b, from, to, triangle);
    int lanes = a.lanes();
    double[] sums = new double[lanes];
    for (int j = from; j < to; j++) {
      int column = j * (j + 1) / 2;
      for (int k = 0; k <= j; k += lanes) {
        Arrays.fill(sums, 0);
        int left = a.start(k);
        int right = b.start(j);
        for (int i = 0; i < a.rows(); i++) {
          double x = b.values()[right + i * lanes];
          for (int lane = 0; lane < lanes; lane++) {
            sums[lane] = Math.fma(a.values()[left + i * lanes + lane], x, sums[lane]);
          }
        }
        for (int lane = 0; lane < Math.min(lanes, j + 1 - k); lane++) {
          triangle[column + k + lane] += sums[lane];
        }
      }
    }
  }

  static void transposedMultiply(DoublePanel a, DoublePanel b, DoublePanel c) {
    Shapes.transposedMultiply(a, b, c);
    for (int k = 0; k < c.columns(); k++) {
      int right = b.offset() + k * b.stride();
      for (int j = 0; j < c.rows(); j++) {
        int left = a.offset() + j * a.stride();
        double sum = 0;
        for (int i = 0; i < a.rows(); i++) {
          sum = Math.fma(a.values()[left + i], b.values()[right + i], sum);
        }
        c.values()[c.offset() + k * c.stride() + j] = sum;
      }
    }
  }

  /** Column j of C becomes fma(column l of A, x, column j of C). */
  private static void addColumn(DoublePanel a, int l, double x, DoublePanel c, int j) {
    double[] v = a.values();
    double[] w = c.values();
    int from = a.offset() + l * a.stride();
    int to = c.offset() + j * c.stride();
    for (int i = 0; i < c.rows(); i++) {
      w[to + i] = Math.fma(v[from + i], x, w[to + i]);
    }
  }
}
