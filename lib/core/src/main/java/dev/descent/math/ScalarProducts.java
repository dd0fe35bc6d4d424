package dev.descent.math;

import java.util.Arrays;
import java.util.List;

/**
 * The products of panels as plain loops: the definition of their bits.
 *
 * <p>The inner loop of the first two runs over rows, which changes no order: each element of C
 * meets its terms one at a time.
 */
final class ScalarProducts {

  /** Of triangles; their bits do not depend on it. */
  static final BlockSize SIZE = new BlockSize(16, 6);

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

  static void addSingleProducts(
      List<Strips<float[]>> a, List<Strips<float[]>> b, Triangle<float[]> c) {
    Shapes.addProducts(a, b, c, SIZE);
    for (int k = 0; k < a.size(); k++) {
      addSingleProducts(a.get(k), b.get(k), c);
    }
  }

  private static void addSingleProducts(Strips<float[]> a, Strips<float[]> b, Triangle<float[]> c) {
    float[] sums = new float[a.lanes()];
    for (int j = 0; j < c.columns(); j++) {
      for (int k = 0; k <= j; k += a.lanes()) {
        Arrays.fill(sums, 0);
        int left = a.start(k);
        int right = b.start(j);
        for (int i = 0; i < a.rows(); i++) {
          float x = b.values()[right + i * b.lanes()];
          for (int lane = 0; lane < a.lanes(); lane++) {
            sums[lane] = Math.fma(a.values()[left + i * a.lanes() + lane], x, sums[lane]);
          }
        }
        int at = c.at(k, j);
        for (int lane = 0; lane < a.lanes(); lane++) {
          c.values()[at + lane] += sums[lane];
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

  static void addDoubleProducts(
      List<Strips<double[]>> a, List<Strips<double[]>> b, Triangle<double[]> c) {
    Shapes.addProducts(a, b, c, SIZE);
    for (int k = 0; k < a.size(); k++) {
      addDoubleProducts(a.get(k), b.get(k), c);
    }
  }

  private static void addDoubleProducts(
      Strips<double[]> a, Strips<double[]> b, Triangle<double[]> c) {
    double[] sums = new double[a.lanes()];
    for (int j = 0; j < c.columns(); j++) {
      for (int k = 0; k <= j; k += a.lanes()) {
        Arrays.fill(sums, 0);
        int left = a.start(k);
        int right = b.start(j);
        for (int i = 0; i < a.rows(); i++) {
          double x = b.values()[right + i * b.lanes()];
          for (int lane = 0; lane < a.lanes(); lane++) {
            sums[lane] = Math.fma(a.values()[left + i * a.lanes() + lane], x, sums[lane]);
          }
        }
        int at = c.at(k, j);
        for (int lane = 0; lane < a.lanes(); lane++) {
          c.values()[at + lane] += sums[lane];
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
