package dev.descent.spark.data;

import dev.descent.encode.Categorical;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Looks up the categories of one column for the rows of one task: texts by their bytes as they lie
 * in the row, and other values by a place that the next other value takes over, so that no row
 * makes a text of its own.
 */
final class CategoryCodes {
  private static final int PLACE_BITS = 8;

  /** 2^64 over the golden ratio: spreads values over the places. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final Categorical column;
  private final ColumnType type;
  private final double missing;
  private final double unseen;
  private final Map<UTF8String, Double> ofText = new HashMap<>();
  private final Map<String, Double> ofOthers = new HashMap<>();
  private final boolean[] known = new boolean[1 << PLACE_BITS];
  private final long[] bits = new long[1 << PLACE_BITS];
  private final double[] codes = new double[1 << PLACE_BITS];

  CategoryCodes(Categorical column, ColumnType type) {
    this.column = column;
    this.type = type;
    this.missing = column.missing();
    this.unseen = column.unseen();
    List<String> categories = column.categories();
    for (int k = 0; k < categories.size(); k++) {
      if (type == PlainType.TEXT) {
        ofText.put(UTF8String.fromString(categories.get(k)), (double) k);
      } else {
        ofOthers.put(categories.get(k), (double) k);
      }
    }
  }

  /** The code of the value of {@code row}; NaN if it is refused. */
  double read(InternalRow row, int ordinal) {
    if (type.isMissing(row, ordinal)) {
      return missing;
    }
    if (type == PlainType.TEXT) {
      Double code = ofText.get(row.getUTF8String(ordinal));
      return code == null ? unseen : code;
    }
    long value = type.bits(row, ordinal);
    int place = (int) ((value * SPREAD) >>> (Long.SIZE - PLACE_BITS));
    if (!known[place] || bits[place] != value) {
      known[place] = true;
      bits[place] = value;
      codes[place] =
          Double.isFinite(type.number(row, ordinal))
              ? ofOthers.getOrDefault(type.text(row, ordinal), unseen)
              : Double.NaN;
    }
    return codes[place];
  }

  /** The problem of a value that is refused. */
  FeatureProblem problem(InternalRow row, int ordinal) {
    if (type.isMissing(row, ordinal)) {
      return column.rules().contains(Categorical.Rule.MISSING_REFUSED)
          ? FeatureProblem.MISSING
          : FeatureProblem.UNSEEN;
    }
    boolean finite = type == PlainType.TEXT || Double.isFinite(type.number(row, ordinal));
    return finite ? FeatureProblem.UNSEEN : FeatureProblem.NOT_FINITE;
  }
}
