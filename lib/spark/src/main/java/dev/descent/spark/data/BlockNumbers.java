package dev.descent.spark.data;

import dev.descent.encode.Expansion;
import java.util.Arrays;

/** The features of the rows of a {@link NumberBlock}, as the expansion makes them. */
sealed interface BlockNumbers permits BlockNumbers.OfColumns, VectorBlock {

  /** At most how many rows are read at a time. */
  int most();

  /** Reads rows, with 0 for a row whose features are all finite and NaN for any other. */
  void read(BatchRows rows, double[] zeros);

  /** Feature {@code j} of the rows that were read. */
  void column(BatchRows rows, int j, double[] into);

  /** A column for each feature. */
  record OfColumns(RowReader reader, Expansion expansion, double[] room) implements BlockNumbers {
    OfColumns(RowReader reader, Expansion expansion) {
      this(reader, expansion, new double[NumberBlock.MOST_ROWS]);
    }

    @Override
    public int most() {
      return NumberBlock.MOST_ROWS;
    }

    @Override
    public void read(BatchRows rows, double[] zeros) {
      Arrays.fill(zeros, 0, rows.count(), 0);
      for (int j = 0; j < reader.numbers(); j++) {
        column(rows, j, room);
        for (int i = 0; i < rows.count(); i++) {
          zeros[i] += 0 * room[i];
        }
      }
    }

    @Override
    public void column(BatchRows rows, int j, double[] into) {
      reader.numbers(rows, j, into);
      expansion.applyToColumn(into, rows.count());
    }
  }
}
