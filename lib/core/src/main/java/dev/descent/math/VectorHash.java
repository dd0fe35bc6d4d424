package dev.descent.math;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The hashes of {@link NumberHash} on vectors: integers, so the same in any order. */
final class VectorHash {
  private static final VectorSpecies<Double> DOUBLES = VectorWidth.DOUBLES;
  private static final VectorSpecies<Long> LONGS = VectorWidth.LONGS;
  private static final int D = DOUBLES.length();

  private static final long INFINITY = Double.doubleToLongBits(Double.POSITIVE_INFINITY);
  private static final long NAN = Double.doubleToLongBits(Double.NaN);

  /** Places 0, 1, .. as {@link SplitMix#combine} adds them. */
  private static final long[] PLACES = new long[D];

  /** All bits of as many numbers as a vector has, and then none of as many. */
  private static final long[] KEPT = new long[2 * D];

  static {
    Arrays.setAll(PLACES, k -> k * SplitMix.GOLDEN + SplitMix.GOLDEN);
    Arrays.fill(KEPT, 0, D, -1);
  }

  private VectorHash() {}

  /** What {@link Kernels#addHashes} defines. */
  static void add(long hash, double[] next, int count, long[] sums) {
    long before = hash * SplitMix.GOLDEN + SplitMix.GOLDEN;
    int whole = count - count % D;
    for (int i = 0; i < whole; i += D) {
      LongVector bits = DoubleVector.fromArray(DOUBLES, next, i).reinterpretAsLongs();
      LongVector below = bits.and(Long.MAX_VALUE).neg();
      LongVector z = mixed(oneNaN(bits, below).add(before));
      LongVector.fromArray(LONGS, sums, i).add(z).intoArray(sums, i);
    }
    NumberHash.add(hash, next, whole, count, sums);
  }

  /** What {@link Kernels#addRowHashes} defines; the last vector of a row reaches into the next. */
  static void addRows(double[] rows, int from, int size, int count, long[] sums) {
    int read = (size + D - 1) / D * D;
    int i = 0;
    for (; i < count && from + i * size + read <= rows.length; i++) {
      LongVector sum = LongVector.zero(LONGS);
      for (int j = 0; j < size; j += D) {
        LongVector bits =
            DoubleVector.fromArray(DOUBLES, rows, from + i * size + j).reinterpretAsLongs();
        LongVector below = bits.and(Long.MAX_VALUE).neg();
        LongVector place = LongVector.fromArray(LONGS, PLACES, 0).add(j * SplitMix.GOLDEN);
        LongVector z = mixed(oneNaN(bits, below).add(place));
        LongVector notZero = below.lanewise(VectorOperators.ASHR, 63);
        LongVector inRow = LongVector.fromArray(LONGS, KEPT, Math.max(0, j + D - size));
        sum = sum.add(z.and(notZero).and(inRow));
      }
      sums[i] += sum.reduceLanes(VectorOperators.ADD);
    }
    NumberHash.addRows(rows, from, size, i, count, sums);
  }

  /**
   * Bits of numbers with those of {@link Double#NaN} for any NaN.
   *
   * @param below the bits without the sign, negated
   */
  private static LongVector oneNaN(LongVector bits, LongVector below) {
    LongVector nan = below.add(INFINITY).lanewise(VectorOperators.ASHR, 63);
    return bits.and(nan.not()).or(nan.and(NAN));
  }

  /** {@link SplitMix#mix}. */
  private static LongVector mixed(LongVector bits) {
    LongVector z =
        bits.lanewise(VectorOperators.LSHR, SplitMix.FIRST_SHIFT)
            .lanewise(VectorOperators.XOR, bits)
            .mul(SplitMix.FIRST_FACTOR);
    z =
        z.lanewise(VectorOperators.LSHR, SplitMix.SECOND_SHIFT)
            .lanewise(VectorOperators.XOR, z)
            .mul(SplitMix.SECOND_FACTOR);
    return z.lanewise(VectorOperators.LSHR, SplitMix.THIRD_SHIFT).lanewise(VectorOperators.XOR, z);
  }
}
