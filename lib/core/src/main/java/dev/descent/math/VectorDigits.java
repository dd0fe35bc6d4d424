package dev.descent.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The digits and squares of {@link Digits} on vectors: integers, so the same in any order. */
final class VectorDigits {
  private static final VectorSpecies<Double> DOUBLES = VectorWidth.DOUBLES;
  private static final VectorSpecies<Long> LONGS = VectorWidth.LONGS;
  private static final int D = DOUBLES.length();

  /** Above the largest exponent in a value's bits, that of infinities and NaN. */
  private static final long ABOVE_EXPONENTS = 0x800;

  private VectorDigits() {}

  /**
   * What {@link Kernels#addDigits} defines. Digits of unusual values become 0 without a branch: a
   * call between two vectors makes the compiler of JDK 17 box those that live across it.
   */
  static boolean add(double[] values, int from, int to, int third, long[] digits) {
    int end = to - (to - from) % D;
    LongVector first = LongVector.zero(LONGS);
    LongVector second = LongVector.zero(LONGS);
    LongVector last = LongVector.zero(LONGS);
    LongVector fourth = LongVector.zero(LONGS);
    LongVector signs = LongVector.zero(LONGS);
    LongVector rejected = LongVector.zero(LONGS);
    for (int v = from; v < end; v += D) {
      LongVector bits = DoubleVector.fromArray(DOUBLES, values, v).reinterpretAsLongs();
      LongVector field =
          bits.lanewise(VectorOperators.LSHR, Significand.FRACTION_BITS)
              .and(Significand.MOST_FIELD);
      LongVector fraction = bits.and(Significand.FRACTION);
      LongVector zero = field.sub(1).lanewise(VectorOperators.ASHR, 63);
      LongVector m = fraction.or(Significand.LEADING).and(zero.not());
      LongVector shift = field.sub(third);
      LongVector left = shift.max(0);
      LongVector right = left.sub(shift).min(63);
      // Of a shift only the lowest six bits count, in which the complement is 63 less the number.
      LongVector below = m.lanewise(VectorOperators.LSHL, 1);
      below = below.lanewise(VectorOperators.LSHL, right.not());
      LongVector unusual =
          fraction
              .and(zero)
              .or(field.add(1).and(ABOVE_EXPONENTS))
              .or(shift.neg().add(Digits.MOST_SHIFT).lanewise(VectorOperators.LSHR, 63))
              .or(shift.add(63).lanewise(VectorOperators.ASHR, 63).and(m))
              .or(below.and(Digits.DIGIT));
      LongVector usual = unusual.or(unusual.neg()).lanewise(VectorOperators.ASHR, 63).not();
      rejected = rejected.or(unusual);
      m = m.and(usual);
      below = below.and(usual);
      LongVector sign = bits.lanewise(VectorOperators.ASHR, 63);
      LongVector low = m.lanewise(VectorOperators.LSHL, left).lanewise(VectorOperators.LSHR, right);
      LongVector high =
          m.lanewise(VectorOperators.LSHR, 1).lanewise(VectorOperators.LSHR, left.not());
      // (digit ^ sign) - sign is the signed digit; what is subtracted is the same for all four.
      signs = signs.add(sign);
      first = first.add(high.lanewise(VectorOperators.XOR, sign));
      second =
          second.add(
              low.lanewise(VectorOperators.LSHR, Digits.DIGIT_BITS)
                  .lanewise(VectorOperators.XOR, sign));
      last = last.add(low.and(Digits.DIGIT).lanewise(VectorOperators.XOR, sign));
      fourth =
          fourth.add(
              below
                  .lanewise(VectorOperators.LSHR, Digits.DIGIT_BITS)
                  .lanewise(VectorOperators.XOR, sign));
    }
    long[] lanes = new long[(Digits.BINS + 2) * D];
    signs.intoArray(lanes, 0);
    first.intoArray(lanes, D);
    second.intoArray(lanes, 2 * D);
    last.intoArray(lanes, 3 * D);
    fourth.intoArray(lanes, 4 * D);
    rejected.intoArray(lanes, (Digits.BINS + 1) * D);
    boolean allUsual = Digits.add(values, end, to, third, digits);
    for (int l = 0; l < D; l++) {
      allUsual &= lanes[(Digits.BINS + 1) * D + l] == 0;
      for (int k = 0; k < Digits.BINS; k++) {
        digits[k] += lanes[(k + 1) * D + l] - lanes[l];
      }
    }
    return allUsual;
  }

  /** What {@link Kernels#squares} defines. */
  static boolean squares(double[] values, int from, double[] squares, int count) {
    int whole = count - count % D;
    LongVector bad = LongVector.zero(LONGS);
    for (int v = 0; v < whole; v += D) {
      DoubleVector value = DoubleVector.fromArray(DOUBLES, values, from + v);
      value.mul(value).intoArray(squares, v);
      LongVector bits = value.reinterpretAsLongs();
      LongVector field =
          bits.lanewise(VectorOperators.LSHR, Significand.FRACTION_BITS)
              .and(Significand.MOST_FIELD);
      LongVector outside =
          field
              .sub(Significand.BIAS - Digits.SAFE_EXPONENT)
              .or(field.neg().add(Significand.BIAS + Digits.SAFE_EXPONENT))
              .lanewise(VectorOperators.ASHR, 63);
      bad =
          bad.or(bits.and(Digits.LOWER_HALF))
              .or(bits.lanewise(VectorOperators.LSHL, 1).and(outside));
    }
    long[] lanes = new long[D];
    bad.intoArray(lanes, 0);
    boolean exact = Digits.squares(values, from, squares, whole, count);
    for (long lane : lanes) {
      exact &= lane == 0;
    }
    return exact;
  }
}
