package dev.descent.spark.data;

import dev.descent.encode.Categorical;
import dev.descent.encode.Hashed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Finds the codes of the values of one column for the rows of one task: of texts by their bytes as
 * they lie in the row, and of other values by a place that the next other value takes over, so that
 * no row makes a text of its own.
 */
final class CategoryCodes {
  private static final int PLACE_BITS = 8;

  /** 2^64 over the golden ratio: spreads values over the places. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final ColumnType type;
  private final double missing;
  private final FeatureProblem whenMissing;
  private final ToDoubleFunction<UTF8String> ofText;
  private final ToDoubleFunction<String> ofOthers;
  private final boolean[] known = new boolean[1 << PLACE_BITS];
  private final long[] bits = new long[1 << PLACE_BITS];
  private final double[] codes = new double[1 << PLACE_BITS];

  /** Of a column of listed categories. */
  CategoryCodes(Categorical column, ColumnType type) {
    Map<UTF8String, Double> texts = new HashMap<>();
    Map<String, Double> others = new HashMap<>();
    List<String> categories = column.categories();
    for (int k = 0; k < categories.size(); k++) {
      if (type == PlainType.TEXT) {
        texts.put(UTF8String.fromString(categories.get(k)), (double) k);
      } else {
        others.put(categories.get(k), (double) k);
      }
    }
    this.type = type;
    this.missing = column.missing();
    this.whenMissing =
        column.rules().contains(Categorical.Rule.MISSING_REFUSED)
            ? FeatureProblem.MISSING
            : FeatureProblem.UNSEEN;
    Double unseen = column.unseen();
    this.ofText = text -> texts.getOrDefault(text, unseen);
    this.ofOthers = text -> others.getOrDefault(text, unseen);
  }

  /** Of a column of values that are hashed. */
  CategoryCodes(Hashed column, ColumnType type) {
    this.type = type;
    this.missing = column.missing();
    this.whenMissing = FeatureProblem.MISSING;
    long seed = column.seed();
    this.ofText = text -> column.code(seed, RowHash.text(text));
    this.ofOthers = column::code;
  }

  /** The code of the value of {@code row}; NaN if it is refused. */
  double read(InternalRow row, int ordinal) {
    if (type.isMissing(row, ordinal)) {
      return missing;
    }
    if (type == PlainType.TEXT) {
      return ofText.applyAsDouble(row.getUTF8String(ordinal));
    }
    long value = type.bits(row, ordinal);
    int place = (int) ((value * SPREAD) >>> (Long.SIZE - PLACE_BITS));
    if (!known[place] || bits[place] != value) {
      known[place] = true;
      bits[place] = value;
      codes[place] =
          Double.isFinite(type.number(row, ordinal))
              ? ofOthers.applyAsDouble(type.text(row, ordinal))
              : Double.NaN;
    }
    return codes[place];
  }

  /** The problem of a value that is refused. */
  FeatureProblem problem(InternalRow row, int ordinal) {
    if (type.isMissing(row, ordinal)) {
      return whenMissing;
    }
    boolean finite = type == PlainType.TEXT || Double.isFinite(type.number(row, ordinal));
    return finite ? FeatureProblem.UNSEEN : FeatureProblem.NOT_FINITE;
  }
}
