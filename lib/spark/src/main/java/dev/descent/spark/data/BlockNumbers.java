package dev.descent.spark.data;

import dev.descent.encode.Expansion;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the features of the rows of a {@link NumberBlock}, as the expansion makes them. */
sealed interface BlockNumbers permits BlockNumbers.OfColumns, VectorBlock {

  /** Reads rows, with 0 for a row whose features are all finite and NaN for any other. */
  void read(BatchRows rows, FeatureBlock into, double[] zeros);

  /** The features as they lie in the rows, -0 among them; null if they do not, or are others. */
  NumberLists.@Nullable Numbers inRows(BatchRows rows);

  /** A column for each feature. */
  record OfColumns(RowReader reader, Expansion expansion, double[] room) implements BlockNumbers {
    OfColumns(RowReader reader, Expansion expansion) {
      this(reader, expansion, new double[NumberBlock.MOST_ROWS]);
    }

    @Override
    public void read(BatchRows rows, FeatureBlock into, double[] zeros) {
      Arrays.fill(zeros, 0, rows.count(), 0);
      for (int j = 0; j < reader.numbers(); j++) {
        reader.numbers(rows, j, room);
        expansion.applyToColumn(room, rows.count());
        for (int i = 0; i < rows.count(); i++) {
          zeros[i] += 0 * room[i];
        }
        into.setColumn(j, 0, room, rows.count());
      }
    }

    @Override
    public NumberLists.@Nullable Numbers inRows(BatchRows rows) {
      return null;
    }
  }
}
