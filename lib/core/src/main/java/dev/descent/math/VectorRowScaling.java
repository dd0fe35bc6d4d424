package dev.descent.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link RowScaling} on vectors: the same operations lane by lane, so the same bits. */
final class VectorRowScaling {
  private static final VectorSpecies<Double> DOUBLES = VectorWidth.DOUBLES;
  private static final VectorSpecies<Float> SINGLES = VectorWidth.SINGLES;
  private static final VectorSpecies<Long> LONGS = VectorWidth.LONGS;

  /** The least columns of a row. */
  static final int FEWEST = DOUBLES.length();

  private VectorRowScaling() {}

  /**
   * What {@link Kernels#scale} defines. The last vector ends with the row, so it may do some
   * numbers again; of every vector that is written the first half counts.
   */
  static boolean apply(double[] row, int from, RowScaling scaling, byte[] into, int at) {
    int last = scaling.columns() - FEWEST;
    for (int next = 0; next < last + FEWEST; next += FEWEST) {
      int j = Math.min(next, last);
      DoubleVector scaled =
          DoubleVector.fromArray(DOUBLES, row, from + j)
              .add(0.0)
              .sub(DoubleVector.fromArray(DOUBLES, scaling.means, j))
              .div(DoubleVector.fromArray(DOUBLES, scaling.divisors, j));
      if (!scaled.abs().compare(VectorOperators.LT, RowScaling.TOO_LARGE).allTrue()) {
        return false;
      }
      DoubleVector kept =
          scaled
              .reinterpretAsLongs()
              .and(LongVector.fromArray(LONGS, scaling.kept, j))
              .reinterpretAsDoubles();
      ((FloatVector) kept.convertShape(VectorOperators.D2F, SINGLES, 0))
          .reinterpretAsBytes()
          .intoArray(into, at + Float.BYTES * j);
    }
    return true;
  }
}
