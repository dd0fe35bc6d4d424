package dev.descent.spark.data;

import dev.descent.encode.Expansion;
import java.util.Arrays;
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
    int size = expansion.numbers();
    NumberLists.Numbers all = vectors.numbers(rows.from(), rows.count(), size);
    if (all != null) {
      Arrays.fill(zeros, 0, rows.count(), 0);
      readColumns(all, rows.count(), into, zeros);
      return;
    }
    double[] zero = new double[1];
    for (int i = 0; i < rows.count(); i++) {
      boolean dense = vectors.length(rows.from() + i) == size;
      zero[0] = dense ? 0 : Double.NaN;
      if (dense) {
        into.setRow(i, row(vectors.numbers(rows.from() + i), size, zero));
      }
      zeros[i] = zero[0];
    }
  }

  @Override
  public NumberLists.@Nullable Numbers inRows(BatchRows rows) {
    return expansion.divideBy() == 1
        ? reader.dense(rows).numbers(rows.from(), rows.count(), expansion.numbers())
        : null;
  }

  /** As {@link VectorCells#fill(double[])} and the expansion have it, column by column. */
  private void readColumns(NumberLists.Numbers all, int count, FeatureBlock into, double[] zeros) {
    int size = expansion.numbers();
    int lists = NumberLists.Numbers.lists(size);
    double[] column = new double[lists];
    for (int first = 0; first < count; first += lists) {
      int some = Math.min(lists, count - first);
      for (int j = 0; j < size; j++) {
        all.copyColumn(size, j, first, some, column);
        expansion.applyToColumn(column, some);
        for (int i = 0; i < some; i++) {
          zeros[first + i] += 0 * column[i];
        }
        into.setColumn(j, first, column, some);
      }
    }
  }

  /** The same of one row. */
  private double[] row(NumberLists.Numbers numbers, int size, double[] zero) {
    double[] row = Arrays.copyOfRange(numbers.all(), numbers.from(), numbers.from() + size);
    for (int j = 0; j < size; j++) {
      row[j] += 0.0;
    }
    expansion.applyToColumn(row, size);
    for (double number : row) {
      zero[0] += 0 * number;
    }
    return row;
  }
}
