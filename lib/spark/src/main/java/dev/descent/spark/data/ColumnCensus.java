package dev.descent.spark.data;

import dev.descent.data.Numbers;
import dev.descent.encode.Categorical;
import dev.descent.math.Moments;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * What the training rows have in one column: its distinct values with their rows as far as they are
 * few, whether there are numbers and whether there are texts, what is missing, and the mean of the
 * numbers. Mergeable, and the same for any order of the rows.
 */
final class ColumnCensus implements Serializable {
  private static final long serialVersionUID = 1L;

  /** More bytes of distinct values than this are too many, as more than the most categories are. */
  private static final long MOST_BYTES = 4L << 20;

  /** What a column may turn out to be. */
  enum Kind {
    /** Of a type of numbers. */
    NUMBERS,
    /** Of text that may spell numbers. */
    TEXTS,
    /** Categories, whatever it holds. */
    CATEGORIES,
    /** Hashed, whatever it holds: nothing has to be known of it. */
    HASHED
  }

  private static final class Seen implements Serializable {
    private static final long serialVersionUID = 1L;
    private long rows;

    /** NaN of what is not a finite number. */
    private double number = Double.NaN;
  }

  private final Kind kind;
  private final FeatureRules.Fill fill;
  private final HashMap<UTF8String, Seen> values = new HashMap<>();
  private final Moments moments = new Moments(1);
  private final double[] one = new double[1];
  private long bytes;
  private boolean tooMany;
  private boolean finite;
  private boolean numbers;
  private boolean texts;
  private long missing;
  private long present;

  /**
   * Of a column.
   *
   * @param fill of missing numbers, by which numbers are of interest or not
   */
  ColumnCensus(Kind kind, FeatureRules.Fill fill) {
    this.kind = kind;
    this.fill = fill;
  }

  /** Adds the value of a row. */
  void add(InternalRow row, int ordinal, ColumnType type, double weight) {
    if (kind == Kind.HASHED || (kind == Kind.NUMBERS && fill == FeatureRules.Fill.FAIL)) {
      return;
    }
    if (type.isMissing(row, ordinal)) {
      missing++;
      return;
    }
    present++;
    double number =
        switch (kind) {
          case NUMBERS -> type.number(row, ordinal);
          case TEXTS -> countText(row.getUTF8String(ordinal));
          case CATEGORIES, HASHED -> countCategory(row, ordinal, type);
        };
    if (Math.abs(number) <= Double.MAX_VALUE) {
      finite = true;
      add(number, weight);
    }
  }

  private void add(double number, double weight) {
    if (fill == FeatureRules.Fill.MEAN) {
      one[0] = number;
      moments.add(one, weight);
    }
  }

  private double countCategory(InternalRow row, int ordinal, ColumnType type) {
    if (!tooMany) {
      UTF8String value =
          type == PlainType.TEXT
              ? row.getUTF8String(ordinal)
              : UTF8String.fromString(type.text(row, ordinal));
      Seen seen = values.get(value);
      if (seen == null) {
        seen = put(value);
      }
      seen.rows++;
    }
    return Double.NaN;
  }

  private double countText(UTF8String text) {
    Seen seen = values.get(text);
    if (seen == null) {
      String spelled = text.toString();
      double number = Numbers.parse(spelled);
      boolean isNumber = Numbers.isSpelled(spelled);
      numbers |= isNumber;
      texts |= !isNumber;
      if (tooMany) {
        return number;
      }
      seen = put(text);
      seen.number = number;
    }
    seen.rows++;
    return seen.number;
  }

  /** The row behind a text may be gone with the next one, so its bytes are copied. */
  private Seen put(UTF8String value) {
    Seen seen = new Seen();
    values.put(value.clone(), seen);
    bytes += value.numBytes();
    bound();
    return seen;
  }

  private void bound() {
    if (tooMany || values.size() > Categorical.MOST || bytes > MOST_BYTES) {
      tooMany = true;
      values.clear();
      bytes = 0;
    }
  }

  ColumnCensus merge(ColumnCensus that) {
    tooMany |= that.tooMany;
    bound();
    if (!tooMany) {
      that.values.forEach(this::merge);
      bound();
    }
    moments.merge(that.moments);
    finite |= that.finite;
    numbers |= that.numbers;
    texts |= that.texts;
    missing += that.missing;
    present += that.present;
    return this;
  }

  private void merge(UTF8String value, Seen other) {
    Seen seen = values.get(value);
    if (seen == null) {
      values.put(value, other);
      bytes += value.numBytes();
    } else {
      seen.rows += other.rows;
    }
  }

  /** Whether its values are categories: it was said so, or there are texts and no number. */
  boolean isCategorical() {
    return kind == Kind.CATEGORIES || (kind == Kind.TEXTS && texts && !numbers);
  }

  /** Whether it has more distinct values than a column of categories may. */
  boolean hasTooMany() {
    return tooMany;
  }

  /** How many rows have no value. */
  long missing() {
    return missing;
  }

  /** How many rows have one. */
  long present() {
    return present;
  }

  /** Whether it is of numbers and has a finite one, to make a median of. */
  boolean hasNumbers() {
    return !isCategorical() && finite;
  }

  /** How many rows have each value, by its text. */
  Map<String, Long> rows() {
    Map<String, Long> rows = new HashMap<>();
    values.forEach((value, seen) -> rows.put(value.toString(), seen.rows));
    return rows;
  }

  /** The weighted mean of its numbers, if that is to fill missing ones. */
  double mean() {
    return moments.mean(0);
  }
}
