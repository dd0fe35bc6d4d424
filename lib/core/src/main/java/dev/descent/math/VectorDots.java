package dev.descent.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The product of every column of a panel with a vector, in the lanes of {@link Lanes}: one vector
 * holds all lanes of a sum, or two do.
 */
final class VectorDots {
  private static final VectorSpecies<Float> SINGLES = VectorWidth.SINGLES;
  private static final VectorSpecies<Double> DOUBLES = VectorWidth.DOUBLES;

  private VectorDots() {}

  /** g = A^T r. */
  static void of(SinglePanel a, float[] r, float[] g) {
    if (VectorWidth.ARE_WIDE) {
      whole(a, r, g);
    } else {
      byHalves(a, r, g);
    }
  }

  /** The lanes of a sum in two vectors, four columns at a time. */
  private static void byHalves(SinglePanel a, float[] r, float[] g) {
    float[] v = a.values();
    float[] lanes0 = new float[Lanes.SINGLE];
    float[] lanes1 = new float[Lanes.SINGLE];
    float[] lanes2 = new float[Lanes.SINGLE];
    float[] lanes3 = new float[Lanes.SINGLE];
    int whole = a.rows() & -16;
    int j = 0;
    for (; j + 4 <= a.columns(); j += 4) {
      int c0 = a.offset() + j * a.stride();
      int c1 = c0 + a.stride();
      int c2 = c1 + a.stride();
      int c3 = c2 + a.stride();
      FloatVector low0 = FloatVector.zero(SINGLES);
      FloatVector high0 = FloatVector.zero(SINGLES);
      FloatVector low1 = FloatVector.zero(SINGLES);
      FloatVector high1 = FloatVector.zero(SINGLES);
      FloatVector low2 = FloatVector.zero(SINGLES);
      FloatVector high2 = FloatVector.zero(SINGLES);
      FloatVector low3 = FloatVector.zero(SINGLES);
      FloatVector high3 = FloatVector.zero(SINGLES);
      for (int i = 0; i < whole; i += 16) {
        FloatVector lowR = FloatVector.fromArray(SINGLES, r, i);
        FloatVector highR = FloatVector.fromArray(SINGLES, r, i + 8);
        low0 = FloatVector.fromArray(SINGLES, v, c0 + i).fma(lowR, low0);
        high0 = FloatVector.fromArray(SINGLES, v, c0 + i + 8).fma(highR, high0);
        low1 = FloatVector.fromArray(SINGLES, v, c1 + i).fma(lowR, low1);
        high1 = FloatVector.fromArray(SINGLES, v, c1 + i + 8).fma(highR, high1);
        low2 = FloatVector.fromArray(SINGLES, v, c2 + i).fma(lowR, low2);
        high2 = FloatVector.fromArray(SINGLES, v, c2 + i + 8).fma(highR, high2);
        low3 = FloatVector.fromArray(SINGLES, v, c3 + i).fma(lowR, low3);
        high3 = FloatVector.fromArray(SINGLES, v, c3 + i + 8).fma(highR, high3);
      }
      low0.intoArray(lanes0, 0);
      high0.intoArray(lanes0, 8);
      low1.intoArray(lanes1, 0);
      high1.intoArray(lanes1, 8);
      low2.intoArray(lanes2, 0);
      high2.intoArray(lanes2, 8);
      low3.intoArray(lanes3, 0);
      high3.intoArray(lanes3, 8);
      g[j] = Lanes.dotTail(a, j, r, lanes0, whole);
      g[j + 1] = Lanes.dotTail(a, j + 1, r, lanes1, whole);
      g[j + 2] = Lanes.dotTail(a, j + 2, r, lanes2, whole);
      g[j + 3] = Lanes.dotTail(a, j + 3, r, lanes3, whole);
    }
    for (; j < a.columns(); j++) {
      int column = a.offset() + j * a.stride();
      FloatVector low = FloatVector.zero(SINGLES);
      FloatVector high = FloatVector.zero(SINGLES);
      for (int i = 0; i < whole; i += 16) {
        low =
            FloatVector.fromArray(SINGLES, v, column + i)
                .fma(FloatVector.fromArray(SINGLES, r, i), low);
        high =
            FloatVector.fromArray(SINGLES, v, column + i + 8)
                .fma(FloatVector.fromArray(SINGLES, r, i + 8), high);
      }
      low.intoArray(lanes0, 0);
      high.intoArray(lanes0, 8);
      g[j] = Lanes.dotTail(a, j, r, lanes0, whole);
    }
  }

  /** The lanes of a sum in one vector, six columns at a time. */
  private static void whole(SinglePanel a, float[] r, float[] g) {
    float[] v = a.values();
    float[] lanes0 = new float[Lanes.SINGLE];
    float[] lanes1 = new float[Lanes.SINGLE];
    float[] lanes2 = new float[Lanes.SINGLE];
    float[] lanes3 = new float[Lanes.SINGLE];
    float[] lanes4 = new float[Lanes.SINGLE];
    float[] lanes5 = new float[Lanes.SINGLE];
    int whole = a.rows() & -Lanes.SINGLE;
    int j = 0;
    for (; j + 6 <= a.columns(); j += 6) {
      int c0 = a.offset() + j * a.stride();
      int c1 = c0 + a.stride();
      int c2 = c1 + a.stride();
      int c3 = c2 + a.stride();
      int c4 = c3 + a.stride();
      int c5 = c4 + a.stride();
      FloatVector sum0 = FloatVector.zero(SINGLES);
      FloatVector sum1 = FloatVector.zero(SINGLES);
      FloatVector sum2 = FloatVector.zero(SINGLES);
      FloatVector sum3 = FloatVector.zero(SINGLES);
      FloatVector sum4 = FloatVector.zero(SINGLES);
      FloatVector sum5 = FloatVector.zero(SINGLES);
      for (int i = 0; i < whole; i += Lanes.SINGLE) {
        FloatVector x = FloatVector.fromArray(SINGLES, r, i);
        sum0 = FloatVector.fromArray(SINGLES, v, c0 + i).fma(x, sum0);
        sum1 = FloatVector.fromArray(SINGLES, v, c1 + i).fma(x, sum1);
        sum2 = FloatVector.fromArray(SINGLES, v, c2 + i).fma(x, sum2);
        sum3 = FloatVector.fromArray(SINGLES, v, c3 + i).fma(x, sum3);
        sum4 = FloatVector.fromArray(SINGLES, v, c4 + i).fma(x, sum4);
        sum5 = FloatVector.fromArray(SINGLES, v, c5 + i).fma(x, sum5);
      }
      sum0.intoArray(lanes0, 0);
      sum1.intoArray(lanes1, 0);
      sum2.intoArray(lanes2, 0);
      sum3.intoArray(lanes3, 0);
      sum4.intoArray(lanes4, 0);
      sum5.intoArray(lanes5, 0);
      g[j] = Lanes.dotTail(a, j, r, lanes0, whole);
      g[j + 1] = Lanes.dotTail(a, j + 1, r, lanes1, whole);
      g[j + 2] = Lanes.dotTail(a, j + 2, r, lanes2, whole);
      g[j + 3] = Lanes.dotTail(a, j + 3, r, lanes3, whole);
      g[j + 4] = Lanes.dotTail(a, j + 4, r, lanes4, whole);
      g[j + 5] = Lanes.dotTail(a, j + 5, r, lanes5, whole);
    }
    for (; j < a.columns(); j++) {
      int column = a.offset() + j * a.stride();
      FloatVector sum = FloatVector.zero(SINGLES);
      for (int i = 0; i < whole; i += Lanes.SINGLE) {
        sum =
            FloatVector.fromArray(SINGLES, v, column + i)
                .fma(FloatVector.fromArray(SINGLES, r, i), sum);
      }
      sum.intoArray(lanes0, 0);
      g[j] = Lanes.dotTail(a, j, r, lanes0, whole);
    }
  }

  /** g = A^T r. */
  static void of(DoublePanel a, double[] r, double[] g) {
    if (VectorWidth.ARE_WIDE) {
      whole(a, r, g);
    } else {
      byHalves(a, r, g);
    }
  }

  /** The lanes of a sum in two vectors, four columns at a time. */
  private static void byHalves(DoublePanel a, double[] r, double[] g) {
    double[] v = a.values();
    double[] lanes0 = new double[Lanes.DOUBLE];
    double[] lanes1 = new double[Lanes.DOUBLE];
    double[] lanes2 = new double[Lanes.DOUBLE];
    double[] lanes3 = new double[Lanes.DOUBLE];
    int whole = a.rows() & -8;
    int j = 0;
    for (; j + 4 <= a.columns(); j += 4) {
      int c0 = a.offset() + j * a.stride();
      int c1 = c0 + a.stride();
      int c2 = c1 + a.stride();
      int c3 = c2 + a.stride();
      DoubleVector low0 = DoubleVector.zero(DOUBLES);
      DoubleVector high0 = DoubleVector.zero(DOUBLES);
      DoubleVector low1 = DoubleVector.zero(DOUBLES);
      DoubleVector high1 = DoubleVector.zero(DOUBLES);
      DoubleVector low2 = DoubleVector.zero(DOUBLES);
      DoubleVector high2 = DoubleVector.zero(DOUBLES);
      DoubleVector low3 = DoubleVector.zero(DOUBLES);
      DoubleVector high3 = DoubleVector.zero(DOUBLES);
      for (int i = 0; i < whole; i += 8) {
        DoubleVector lowR = DoubleVector.fromArray(DOUBLES, r, i);
        DoubleVector highR = DoubleVector.fromArray(DOUBLES, r, i + 4);
        low0 = DoubleVector.fromArray(DOUBLES, v, c0 + i).fma(lowR, low0);
        high0 = DoubleVector.fromArray(DOUBLES, v, c0 + i + 4).fma(highR, high0);
        low1 = DoubleVector.fromArray(DOUBLES, v, c1 + i).fma(lowR, low1);
        high1 = DoubleVector.fromArray(DOUBLES, v, c1 + i + 4).fma(highR, high1);
        low2 = DoubleVector.fromArray(DOUBLES, v, c2 + i).fma(lowR, low2);
        high2 = DoubleVector.fromArray(DOUBLES, v, c2 + i + 4).fma(highR, high2);
        low3 = DoubleVector.fromArray(DOUBLES, v, c3 + i).fma(lowR, low3);
        high3 = DoubleVector.fromArray(DOUBLES, v, c3 + i + 4).fma(highR, high3);
      }
      low0.intoArray(lanes0, 0);
      high0.intoArray(lanes0, 4);
      low1.intoArray(lanes1, 0);
      high1.intoArray(lanes1, 4);
      low2.intoArray(lanes2, 0);
      high2.intoArray(lanes2, 4);
      low3.intoArray(lanes3, 0);
      high3.intoArray(lanes3, 4);
      g[j] = Lanes.dotTail(a, j, r, lanes0, whole);
      g[j + 1] = Lanes.dotTail(a, j + 1, r, lanes1, whole);
      g[j + 2] = Lanes.dotTail(a, j + 2, r, lanes2, whole);
      g[j + 3] = Lanes.dotTail(a, j + 3, r, lanes3, whole);
    }
    for (; j < a.columns(); j++) {
      int column = a.offset() + j * a.stride();
      DoubleVector low = DoubleVector.zero(DOUBLES);
      DoubleVector high = DoubleVector.zero(DOUBLES);
      for (int i = 0; i < whole; i += 8) {
        low =
            DoubleVector.fromArray(DOUBLES, v, column + i)
                .fma(DoubleVector.fromArray(DOUBLES, r, i), low);
        high =
            DoubleVector.fromArray(DOUBLES, v, column + i + 4)
                .fma(DoubleVector.fromArray(DOUBLES, r, i + 4), high);
      }
      low.intoArray(lanes0, 0);
      high.intoArray(lanes0, 4);
      g[j] = Lanes.dotTail(a, j, r, lanes0, whole);
    }
  }

  /** The lanes of a sum in one vector, six columns at a time. */
  private static void whole(DoublePanel a, double[] r, double[] g) {
    double[] v = a.values();
    double[] lanes0 = new double[Lanes.DOUBLE];
    double[] lanes1 = new double[Lanes.DOUBLE];
    double[] lanes2 = new double[Lanes.DOUBLE];
    double[] lanes3 = new double[Lanes.DOUBLE];
    double[] lanes4 = new double[Lanes.DOUBLE];
    double[] lanes5 = new double[Lanes.DOUBLE];
    int whole = a.rows() & -Lanes.DOUBLE;
    int j = 0;
    for (; j + 6 <= a.columns(); j += 6) {
      int c0 = a.offset() + j * a.stride();
      int c1 = c0 + a.stride();
      int c2 = c1 + a.stride();
      int c3 = c2 + a.stride();
      int c4 = c3 + a.stride();
      int c5 = c4 + a.stride();
      DoubleVector sum0 = DoubleVector.zero(DOUBLES);
      DoubleVector sum1 = DoubleVector.zero(DOUBLES);
      DoubleVector sum2 = DoubleVector.zero(DOUBLES);
      DoubleVector sum3 = DoubleVector.zero(DOUBLES);
      DoubleVector sum4 = DoubleVector.zero(DOUBLES);
      DoubleVector sum5 = DoubleVector.zero(DOUBLES);
      for (int i = 0; i < whole; i += Lanes.DOUBLE) {
        DoubleVector x = DoubleVector.fromArray(DOUBLES, r, i);
        sum0 = DoubleVector.fromArray(DOUBLES, v, c0 + i).fma(x, sum0);
        sum1 = DoubleVector.fromArray(DOUBLES, v, c1 + i).fma(x, sum1);
        sum2 = DoubleVector.fromArray(DOUBLES, v, c2 + i).fma(x, sum2);
        sum3 = DoubleVector.fromArray(DOUBLES, v, c3 + i).fma(x, sum3);
        sum4 = DoubleVector.fromArray(DOUBLES, v, c4 + i).fma(x, sum4);
        sum5 = DoubleVector.fromArray(DOUBLES, v, c5 + i).fma(x, sum5);
      }
      sum0.intoArray(lanes0, 0);
      sum1.intoArray(lanes1, 0);
      sum2.intoArray(lanes2, 0);
      sum3.intoArray(lanes3, 0);
      sum4.intoArray(lanes4, 0);
      sum5.intoArray(lanes5, 0);
      g[j] = Lanes.dotTail(a, j, r, lanes0, whole);
      g[j + 1] = Lanes.dotTail(a, j + 1, r, lanes1, whole);
      g[j + 2] = Lanes.dotTail(a, j + 2, r, lanes2, whole);
      g[j + 3] = Lanes.dotTail(a, j + 3, r, lanes3, whole);
      g[j + 4] = Lanes.dotTail(a, j + 4, r, lanes4, whole);
      g[j + 5] = Lanes.dotTail(a, j + 5, r, lanes5, whole);
    }
    for (; j < a.columns(); j++) {
      int column = a.offset() + j * a.stride();
      DoubleVector sum = DoubleVector.zero(DOUBLES);
      for (int i = 0; i < whole; i += Lanes.DOUBLE) {
        sum =
            DoubleVector.fromArray(DOUBLES, v, column + i)
                .fma(DoubleVector.fromArray(DOUBLES, r, i), sum);
      }
      sum.intoArray(lanes0, 0);
      g[j] = Lanes.dotTail(a, j, r, lanes0, whole);
    }
  }
}
