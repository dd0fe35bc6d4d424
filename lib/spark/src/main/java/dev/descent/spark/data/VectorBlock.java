package dev.descent.spark.data;

import dev.descent.encode.Expansion;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of dense vectors; a row with a sparse one is left to {@link VectorReader}, as are
 * those that are refused.
 */
final class VectorBlock implements BlockNumbers {
  /** Of vectors with more numbers too few rows would be read at a time. */
  static final int MOST_NUMBERS = 4096;

  /** So few numbers that they stay in the second-level cache. */
  private static final int ROOM = 1 << 15;

  private final VectorReader reader;
  private final Expansion expansion;
  private final int size;
  private final int most;
  private final double[] cells;

  /** Of vectors with {@link Expansion#numbers}, at most {@link #MOST_NUMBERS}. */
  VectorBlock(VectorReader reader, Expansion expansion) {
    this.reader = reader;
    this.expansion = expansion;
    this.size = expansion.numbers();
    this.most = Math.min(NumberBlock.MOST_ROWS, ROOM / size);
    this.cells = new double[most * size];
  }

  @Override
  public int most() {
    return most;
  }

  @Override
  public void read(BatchRows rows, double[] zeros) {
    DenseVectors vectors = reader.dense(rows);
    for (int i = 0; i < rows.count(); i++) {
      zeros[i] = read(vectors.numbers(rows.from() + i), i * size) ? 0 : Double.NaN;
    }
  }

  /** As {@link VectorCells#fill(double[])} and the expansion have it. */
  private boolean read(double @Nullable [] numbers, int at) {
    if (numbers == null || numbers.length != size) {
      return false;
    }
    for (int j = 0; j < size; j++) {
      numbers[j] += 0.0;
    }
    expansion.applyToColumn(numbers, size);
    System.arraycopy(numbers, 0, cells, at, size);
    boolean finite = true;
    for (double number : numbers) {
      finite &= Math.abs(number) <= Double.MAX_VALUE;
    }
    return finite;
  }

  @Override
  public void column(BatchRows rows, int j, double[] into) {
    for (int i = 0; i < rows.count(); i++) {
      into[i] = cells[i * size + j];
    }
  }
}
