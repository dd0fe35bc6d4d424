package dev.descent.math;

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

  private VectorHash() {}

  /** What {@link Kernels#addHashes} defines. */
  static void add(long hash, double[] next, int count, long[] sums) {
    long before = hash * SplitMix.GOLDEN + SplitMix.GOLDEN;
    int whole = count - count % D;
    for (int i = 0; i < whole; i += D) {
      LongVector bits = DoubleVector.fromArray(DOUBLES, next, i).reinterpretAsLongs();
      // Below 0 where the bits are those of NaN.
      LongVector nan =
          bits.and(Long.MAX_VALUE).neg().add(INFINITY).lanewise(VectorOperators.ASHR, 63);
      LongVector z = bits.and(nan.not()).or(nan.and(NAN)).add(before);
      z = z.lanewise(VectorOperators.LSHR, SplitMix.FIRST_SHIFT).lanewise(VectorOperators.XOR, z);
      z = z.mul(SplitMix.FIRST_FACTOR);
      z = z.lanewise(VectorOperators.LSHR, SplitMix.SECOND_SHIFT).lanewise(VectorOperators.XOR, z);
      z = z.mul(SplitMix.SECOND_FACTOR);
      z = z.lanewise(VectorOperators.LSHR, SplitMix.THIRD_SHIFT).lanewise(VectorOperators.XOR, z);
      LongVector.fromArray(LONGS, sums, i).add(z).intoArray(sums, i);
    }
    NumberHash.add(hash, next, whole, count, sums);
  }
}
