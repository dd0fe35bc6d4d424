package dev.descent.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The functions of {@link StableMath} on vectors: the same operations lane by lane, so the same
 * bits.
 */
final class VectorFunctions {
  private static final VectorSpecies<Double> DOUBLES = VectorWidth.DOUBLES;
  private static final VectorSpecies<Float> SINGLES = VectorWidth.SINGLES;
  private static final int D = DOUBLES.length();

  private VectorFunctions() {}

  /** e^x of the first {@code count} values, in place. */
  static void exponentials(double[] values, int count) {
    double[] series = StableMath.INVERSE_FACTORIALS;
    int whole = count - count % D;
    for (int i = 0; i < whole; i += D) {
      DoubleVector x = DoubleVector.fromArray(DOUBLES, values, i);
      DoubleVector shifted = x.mul(StableMath.LOG2_E).add(StableMath.ROUNDER);
      DoubleVector n = shifted.sub(StableMath.ROUNDER);
      DoubleVector r =
          n.neg()
              .lanewise(
                  VectorOperators.FMA,
                  DoubleVector.broadcast(DOUBLES, StableMath.LN2_LOW),
                  n.neg()
                      .lanewise(
                          VectorOperators.FMA,
                          DoubleVector.broadcast(DOUBLES, StableMath.LN2_HIGH),
                          x));
      DoubleVector sum = DoubleVector.broadcast(DOUBLES, series[0]);
      for (int k = 1; k < StableMath.EXP_TERMS; k++) {
        sum = sum.lanewise(VectorOperators.FMA, r, DoubleVector.broadcast(DOUBLES, series[k]));
      }
      DoubleVector mantissa = sum.mul(r).lanewise(VectorOperators.FMA, r, r).add(1.0);
      // n as an integer stands in the low bits of what it was rounded by.
      LongVector integer = shifted.reinterpretAsLongs().sub(StableMath.ROUNDER_BITS);
      LongVector half = integer.lanewise(VectorOperators.ASHR, 1);
      DoubleVector power =
          half.add(StableMath.EXPONENT_BIAS)
              .lanewise(VectorOperators.LSHL, StableMath.FRACTION_BITS)
              .reinterpretAsDoubles();
      DoubleVector rest =
          integer
              .sub(half)
              .add(StableMath.EXPONENT_BIAS)
              .lanewise(VectorOperators.LSHL, StableMath.FRACTION_BITS)
              .reinterpretAsDoubles();
      VectorMask<Double> above = x.compare(VectorOperators.GT, StableMath.LEAST_EXPONENT);
      VectorMask<Double> inside =
          above.and(x.compare(VectorOperators.LT, StableMath.MOST_EXPONENT));
      if (inside.allTrue()) {
        mantissa.mul(power).mul(rest).intoArray(values, i);
      } else {
        for (int l = i; l < i + D; l++) {
          values[l] = StableMath.exp(values[l]);
        }
      }
    }
    for (int i = whole; i < count; i++) {
      values[i] = StableMath.exp(values[i]);
    }
  }

  /**
   * What {@link Kernels#widen} defines. Whole vectors are read of which the first half counts:
   * vectors of half the width would be another shape.
   */
  static void widen(float[] from, int at, double[] into, int to, int count) {
    int i = 0;
    for (; i + SINGLES.length() <= count; i += D) {
      ((DoubleVector)
              FloatVector.fromArray(SINGLES, from, at + i)
                  .convertShape(VectorOperators.F2D, DOUBLES, 0))
          .intoArray(into, to + i);
    }
    for (; i < count; i++) {
      into[to + i] = from[at + i];
    }
  }

  /**
   * What {@link Kernels#narrow} defines. Whole vectors are written of which the first half counts;
   * the next vector replaces the zeros behind it.
   */
  static void narrow(double[] from, int at, float[] into, int to, int count) {
    int i = 0;
    for (; i + SINGLES.length() <= count; i += D) {
      ((FloatVector)
              DoubleVector.fromArray(DOUBLES, from, at + i)
                  .convertShape(VectorOperators.D2F, SINGLES, 0))
          .intoArray(into, to + i);
    }
    for (; i < count; i++) {
      into[to + i] = (float) from[at + i];
    }
  }

  /** Losses and residuals as {@link Kernels#logistic} defines them. */
  static void logistic(
      double[] scores, int score, double[] labels, int label, double[] losses, int count) {
    for (int i = 0; i < count; i++) {
      losses[i] = -Math.abs(scores[score + i]);
    }
    exponentials(losses, count);
    double[] series = StableMath.INVERSE_ODDS;
    int whole = count - count % D;
    for (int i = 0; i < whole; i += D) {
      DoubleVector e = DoubleVector.fromArray(DOUBLES, losses, i);
      DoubleVector s = e.div(e.add(2.0));
      DoubleVector z = s.mul(s);
      DoubleVector sum = DoubleVector.broadcast(DOUBLES, series[0]);
      for (int k = 1; k < StableMath.LOG_TERMS; k++) {
        sum = sum.lanewise(VectorOperators.FMA, z, DoubleVector.broadcast(DOUBLES, series[k]));
      }
      DoubleVector log = s.mul(z).lanewise(VectorOperators.FMA, sum, s).mul(2.0);
      DoubleVector f = DoubleVector.fromArray(DOUBLES, scores, score + i);
      DoubleVector y = DoubleVector.fromArray(DOUBLES, labels, label + i);
      VectorMask<Double> negative = f.compare(VectorOperators.LT, 0);
      f.blend(0, negative).sub(y.mul(f)).add(log).intoArray(losses, i);
      DoubleVector.broadcast(DOUBLES, 1)
          .blend(e, negative)
          .div(e.add(1.0))
          .sub(y)
          .intoArray(scores, score + i);
    }
    for (int i = whole; i < count; i++) {
      ScalarKernels.logistic(scores, score + i, labels[label + i], losses[i], losses, i);
    }
  }
}
