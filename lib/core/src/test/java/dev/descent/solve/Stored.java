package dev.descent.solve;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;

/** Training states as bytes and back, by way of {@link StateNumbers}. */
final class Stored {
  private Stored() {}

  /** What a program reads that another one has written. */
  static TrainingState copy(TrainingState state) {
    Map<String, double[]> read = new LinkedHashMap<>();
    StateNumbers.of(state).vectors().forEach((name, vector) -> read.put(name, copy(vector)));
    return new StateNumbers(read).state();
  }

  private static double[] copy(double[] vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Double.BYTES * vector.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().put(vector);
    double[] read = new double[vector.length];
    bytes.asDoubleBuffer().get(read);
    return read;
  }
}
