package dev.descent.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The products of panels on 256-bit vectors, a vector of rows of C at a time. */
final class VectorProducts {
  private static final VectorSpecies<Float> SINGLES = FloatVector.SPECIES_256;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_256;

  private VectorProducts() {}

  static void multiply(SinglePanel a, SinglePanel b, SinglePanel c) {
    Shapes.multiply(a, b, c);
    for (int j = 0; j < c.columns(); j++) {
      addColumns(a, b.values(), b.offset() + j * b.stride(), 1, c, j);
    }
  }

  static void multiplyTransposed(SinglePanel a, SinglePanel b, SinglePanel c) {
    Shapes.multiplyTransposed(a, b, c);
    for (int j = 0; j < c.columns(); j++) {
      addColumns(a, b.values(), b.offset() + j, b.stride(), c, j);
    }
  }

  /** Column j of C gains A x, with x_l = x[first + l * step]. */
  private static void addColumns(
      SinglePanel a, float[] x, int first, int step, SinglePanel c, int j) {
    float[] v = a.values();
    float[] w = c.values();
    int to = c.offset() + j * c.stride();
    int whole = a.rows() & -8;
    for (int i = 0; i < whole; i += 8) {
      FloatVector sum = FloatVector.fromArray(SINGLES, w, to + i);
      for (int l = 0; l < a.columns(); l++) {
        sum =
            FloatVector.fromArray(SINGLES, v, a.offset() + l * a.stride() + i)
                .lanewise(VectorOperators.FMA, x[first + l * step], sum);
      }
      sum.intoArray(w, to + i);
    }
    for (int i = whole; i < a.rows(); i++) {
      for (int l = 0; l < a.columns(); l++) {
        w[to + i] = Math.fma(v[a.offset() + l * a.stride() + i], x[first + l * step], w[to + i]);
      }
    }
  }

  static void multiply(DoublePanel a, DoublePanel b, DoublePanel c) {
    Shapes.multiply(a, b, c);
    for (int j = 0; j < c.columns(); j++) {
      addColumns(a, b.values(), b.offset() + j * b.stride(), 1, c, j);
    }
  }

  static void multiplyTransposed(DoublePanel a, DoublePanel b, DoublePanel c) {
    Shapes.multiplyTransposed(a, b, c);
    for (int j = 0; j < c.columns(); j++) {
      addColumns(a, b.values(), b.offset() + j, b.stride(), c, j);
    }
  }

  /** Column j of C gains A x, with x_l = x[first + l * step]. */
  private static void addColumns(
      DoublePanel a, double[] x, int first, int step, DoublePanel c, int j) {
    double[] v = a.values();
    double[] w = c.values();
    int to = c.offset() + j * c.stride();
    int whole = a.rows() & -4;
    for (int i = 0; i < whole; i += 4) {
      DoubleVector sum = DoubleVector.fromArray(DOUBLES, w, to + i);
      for (int l = 0; l < a.columns(); l++) {
        sum =
            DoubleVector.fromArray(DOUBLES, v, a.offset() + l * a.stride() + i)
                .lanewise(VectorOperators.FMA, x[first + l * step], sum);
      }
      sum.intoArray(w, to + i);
    }
    for (int i = whole; i < a.rows(); i++) {
      for (int l = 0; l < a.columns(); l++) {
        w[to + i] = Math.fma(v[a.offset() + l * a.stride() + i], x[first + l * step], w[to + i]);
      }
    }
  }
}
