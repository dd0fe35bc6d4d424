package dev.descent.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The functions of {@link StableMath} on 256-bit vectors: the same operations lane by lane, so the
 * same bits.
 */
final class VectorFunctions {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_256;
  private static final int LANES = 4;

  private VectorFunctions() {}

  /** e^x of the first {@code count} values, in place. */
  static void exponentials(double[] values, int count) {
    double[] series = StableMath.INVERSE_FACTORIALS;
    int whole = count & -LANES;
    for (int i = 0; i < whole; i += LANES) {
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
        for (int l = i; l < i + LANES; l++) {
          values[l] = StableMath.exp(values[l]);
        }
      }
    }
    for (int i = whole; i < count; i++) {
      values[i] = StableMath.exp(values[i]);
    }
  }

  /** log(1 + e) of the first {@code count} values e, in place. */
  static void log1pOfUnits(double[] values, int count) {
    double[] series = StableMath.INVERSE_ODDS;
    int whole = count & -LANES;
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector e = DoubleVector.fromArray(DOUBLES, values, i);
      DoubleVector s = e.div(e.add(2.0));
      DoubleVector z = s.mul(s);
      DoubleVector sum = DoubleVector.broadcast(DOUBLES, series[0]);
      for (int k = 1; k < StableMath.LOG_TERMS; k++) {
        sum = sum.lanewise(VectorOperators.FMA, z, DoubleVector.broadcast(DOUBLES, series[k]));
      }
      s.mul(z).lanewise(VectorOperators.FMA, sum, s).mul(2.0).intoArray(values, i);
    }
    for (int i = whole; i < count; i++) {
      values[i] = StableMath.log1pOfUnit(values[i]);
    }
  }
}
