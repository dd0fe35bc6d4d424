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
  static final boolean ARE_WIDE = VectorShape.preferredShape().vectorBitSize() >= 512;
  static final VectorSpecies<Float> SINGLES =
      ARE_WIDE ? FloatVector.SPECIES_512 : FloatVector.SPECIES_256;
  static final VectorSpecies<Double> DOUBLES =
      ARE_WIDE ? DoubleVector.SPECIES_512 : DoubleVector.SPECIES_256;
  static final VectorSpecies<Long> LONGS =
      ARE_WIDE ? LongVector.SPECIES_512 : LongVector.SPECIES_256;

  private VectorWidth() {}
}
