package dev.descent.spark.data;

import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;

/**
 * Labels that the rows of a task had before, so that one that comes again is not looked up among
 * the classes again.
 *
 * <p>Every label has one place, which the next other label with that place takes.
 */
final class RecentLabels {
  private static final int PLACE_BITS = 8;

  /** 2^64 over the golden ratio: spreads labels over the places. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final @Nullable String[] texts = new String[1 << PLACE_BITS];

  /** What the text of a number is made from; a label that is text is known by that itself. */
  private final long[] bits = new long[1 << PLACE_BITS];

  private final int[] indices = new int[1 << PLACE_BITS];

  private int last;

  /** Moves to the label of {@code row}, whose index is one of {@code labels}. */
  void read(InternalRow row, int ordinal, ColumnType type, LabelReader labels) {
    if (type == PlainType.TEXT) {
      String text = type.text(row, ordinal);
      last = place(text.hashCode());
      if (!text.equals(texts[last])) {
        put(text, labels);
      }
      return;
    }
    long number = type.bits(row, ordinal);
    last = place(number);
    if (texts[last] == null || bits[last] != number) {
      bits[last] = number;
      put(type.text(row, ordinal), labels);
    }
  }

  /** The text of the label. */
  String text() {
    return Objects.requireNonNull(texts[last]);
  }

  /** Its index, or {@link LabelReader#UNKNOWN}. */
  int index() {
    return indices[last];
  }

  private void put(String text, LabelReader labels) {
    texts[last] = text;
    indices[last] = labels.index(text);
  }

  private static int place(long label) {
    return (int) ((label * SPREAD) >>> (Long.SIZE - PLACE_BITS));
  }
}
