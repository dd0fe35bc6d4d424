package dev.descent.spark.data;

import dev.descent.encode.Expansion;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of dense vectors; a row with a sparse one is left to {@link VectorReader}, as are
 * those that are refused.
 */
record VectorBlock(VectorReader reader, Expansion expansion) implements BlockNumbers {
  /** Of vectors with more numbers too few rows would be read at a time. */
  static final int MOST_NUMBERS = 4096;

  @Override
  public void read(BatchRows rows, FeatureBlock into, double[] zeros) {
    DenseVectors vectors = reader.dense(rows);
    for (int i = 0; i < rows.count(); i++) {
      double[] numbers = vectors.numbers(rows.from() + i);
      boolean usable = expand(numbers);
      zeros[i] = usable ? 0 : Double.NaN;
      if (numbers != null && usable) {
        into.setRow(i, numbers);
      }
    }
  }

  /** As {@link VectorCells#fill(double[])} and the expansion have it; false if not finite. */
  private boolean expand(double @Nullable [] numbers) {
    if (numbers == null || numbers.length != expansion.numbers()) {
      return false;
    }
    double zero = 0;
    for (int j = 0; j < numbers.length; j++) {
      numbers[j] += 0.0;
    }
    expansion.applyToColumn(numbers, numbers.length);
    for (double number : numbers) {
      zero += 0 * number;
    }
    return zero == 0;
  }
}
