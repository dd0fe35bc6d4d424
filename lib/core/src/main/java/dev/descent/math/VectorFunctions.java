package dev.descent.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The functions of {@link StableMath} on vectors: the same operations lane by lane, so the same
 * bits.
 */
final class VectorFunctions {
  private static final VectorSpecies<Double> DOUBLES = VectorWidth.DOUBLES;
  private static final VectorSpecies<Float> SINGLES = VectorWidth.SINGLES;
  private static final VectorSpecies<Long> LONGS = VectorWidth.LONGS;
  private static final int D = DOUBLES.length();

  /** So many numbers are computed one by one if there is one among them for which vectors fail. */
  private static final int CHUNK = 256;

  /** The largest number whose exponential is surely normal, by its bits. */
  private static final long LARGEST_NORMAL =
      Double.doubleToRawLongBits(Math.nextDown(StableMath.NORMAL_EXPONENT));

  private VectorFunctions() {}

  /** e^x of the first {@code count} values, in place. */
  static void exponentials(double[] values, int count) {
    for (int from = 0; from < count; from += CHUNK) {
      int rest = Math.min(CHUNK, count - from);
      int whole = from + normal(values, from, rest - rest % D);
      for (int i = from; i < whole; i += D) {
        exponential(DoubleVector.fromArray(DOUBLES, values, i)).intoArray(values, i);
      }
      for (int i = whole; i < from + rest; i++) {
        values[i] = StableMath.exp(values[i]);
      }
    }
  }

  /**
   * {@code count}, a multiple of the lanes, if e^x is normal for so many values, else 0. A loop
   * that asks vector by vector and may call what is for others keeps its constants in memory.
   */
  static int normal(double[] values, int from, int count) {
    LongVector over = LongVector.zero(LONGS);
    for (int i = from; i < from + count; i += D) {
      LongVector bits = DoubleVector.fromArray(DOUBLES, values, i).abs().reinterpretAsLongs();
      // The sign is set where the value is larger, or not a number.
      over = over.or(LongVector.broadcast(LONGS, LARGEST_NORMAL).sub(bits));
    }
    return over.compare(VectorOperators.LT, 0).anyTrue() ? 0 : count;
  }

  /** e^x, where it is normal. */
  static DoubleVector exponential(DoubleVector x) {
    double[] series = StableMath.INVERSE_FACTORIALS;
    DoubleVector shifted = x.mul(StableMath.LOG2_E).add(StableMath.ROUNDER);
    DoubleVector minusN = DoubleVector.broadcast(DOUBLES, StableMath.ROUNDER).sub(shifted);
    DoubleVector high = DoubleVector.broadcast(DOUBLES, StableMath.LN2_HIGH);
    DoubleVector low = DoubleVector.broadcast(DOUBLES, StableMath.LN2_LOW);
    DoubleVector r =
        minusN.lanewise(VectorOperators.FMA, low, minusN.lanewise(VectorOperators.FMA, high, x));
    DoubleVector sum = DoubleVector.broadcast(DOUBLES, series[0]);
    for (int k = 1; k < StableMath.EXP_TERMS; k++) {
      sum = sum.lanewise(VectorOperators.FMA, r, DoubleVector.broadcast(DOUBLES, series[k]));
    }
    DoubleVector mantissa = sum.mul(r).lanewise(VectorOperators.FMA, r, r).add(1.0);
    // n as an integer stands in the low bits of what it was rounded by: it is added to the
    // exponent.
    return mantissa
        .reinterpretAsLongs()
        .add(shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, StableMath.FRACTION_BITS))
        .reinterpretAsDoubles();
  }

  /**
   * What {@link Kernels#sum} defines, two vectors at a time as {@link #widen} reads them: with 256
   * bits each has half of the lanes, with 512 both have all.
   */
  static double sum(float[] values, int from, int count) {
    double[] lanes = new double[Lanes.DOUBLE];
    int behind = D % Lanes.DOUBLE;
    DoubleVector sum = DoubleVector.fromArray(DOUBLES, lanes, 0);
    DoubleVector sumBehind = DoubleVector.fromArray(DOUBLES, lanes, behind);
    int i = 0;
    for (; i + D + SINGLES.length() <= count; i += 2 * D) {
      DoubleVector front =
          (DoubleVector)
              FloatVector.fromArray(SINGLES, values, from + i)
                  .convertShape(VectorOperators.F2D, DOUBLES, 0);
      DoubleVector back =
          (DoubleVector)
              FloatVector.fromArray(SINGLES, values, from + i + D)
                  .convertShape(VectorOperators.F2D, DOUBLES, 0);
      sum = sum.add(front);
      if (behind == 0) {
        sum = sum.add(back);
      } else {
        sumBehind = sumBehind.add(back);
      }
    }
    if (behind > 0) {
      sumBehind.intoArray(lanes, behind);
    }
    sum.intoArray(lanes, 0);
    for (; i < count; i++) {
      lanes[i & (Lanes.DOUBLE - 1)] += values[from + i];
    }
    return Lanes.folded(lanes);
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
}
