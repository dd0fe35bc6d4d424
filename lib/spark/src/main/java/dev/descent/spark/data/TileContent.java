package dev.descent.spark.data;

import dev.descent.data.Precision;
import dev.descent.data.SparseStandardizer;
import dev.descent.encode.Encoding;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What of a row stands in tiles: its standardized features, or what stands for those that are not
 * 0.
 *
 * @param encoding of the features
 * @param sparse how sparse features are written; absent for dense ones
 */
public record TileContent(Encoding encoding, @Nullable SparseStandardizer sparse)
    implements Serializable {

  public TileContent {
    if (encoding.isSparse() != (sparse != null)) {
      throw new IllegalArgumentException("sparse features need units in tiles, others have none");
    }
  }

  /** All features of every row. */
  public static TileContent dense(Encoding encoding) {
    return new TileContent(encoding, null);
  }

  /** Room for one row after another. */
  RowValues room() {
    return new RowValues(encoding.expansion(), encoding.form());
  }

  RowFormat format(Precision precision) {
    return new RowFormat(encoding.features().size(), precision, encoding.form());
  }

  /** Makes it of what was read; false if a feature is not finite. */
  boolean of(RowValues row) {
    if (sparse == null) {
      return encoding.apply(row.raw, row.features);
    }
    if (!row.expand(encoding.expansion())) {
      return false;
    }
    row.standardize(sparse);
    return true;
  }
}
