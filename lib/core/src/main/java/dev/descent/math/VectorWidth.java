package dev.descent.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vectors of all kernels: 512 bits where this JVM prefers them, else 256.
 *
 * <p>One width for a JVM: where loops over two have run, the compilers of JDK 17 box the vectors of
 * either, and an exponential takes six times as long.
 */
final class VectorWidth {
  private static final int PREFERRED_BITS = VectorShape.preferredShape().vectorBitSize();
  static final boolean ARE_WIDE = PREFERRED_BITS >= 512;
  static final VectorSpecies<Float> SINGLES =
      ARE_WIDE ? FloatVector.SPECIES_512 : FloatVector.SPECIES_256;
  static final VectorSpecies<Double> DOUBLES =
      ARE_WIDE ? DoubleVector.SPECIES_512 : DoubleVector.SPECIES_256;
  static final VectorSpecies<Long> LONGS =
      ARE_WIDE ? LongVector.SPECIES_512 : LongVector.SPECIES_256;

  private VectorWidth() {}

  /**
   * Whether this JVM keeps vectors of 256 bits in registers: where its processor has 128 for some
   * type, it makes an object of every vector, and a sum takes fifty times as long as by scalars.
   */
  static boolean fitsRegisters() {
    return PREFERRED_BITS >= 256;
  }
}
