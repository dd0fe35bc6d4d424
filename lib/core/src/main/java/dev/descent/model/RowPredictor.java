package dev.descent.model;

import dev.descent.data.Numbers;
import dev.descent.encode.Categorical;
import dev.descent.encode.Column;
import dev.descent.encode.Hashed;
import dev.descent.encode.Numeric;
import dev.descent.encode.Vector;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Predicts rows that are given as values by the names of their columns, with the same bits as the
 * cluster predicts them; for one thread.
 *
 * <p>A value is a number, a boolean, a text, which in a column of numbers must spell one, or null
 * where it is missing, as an empty text is; in a column of vectors it is an array of doubles. What
 * a row has beside the columns of the model is not looked at.
 */
public final class RowPredictor {
  /** Whole numbers below it are categories without a point, as they are in tables. */
  private static final double LONGEST_WHOLE = 1e15;

  private final Model model;
  private final ModelScorer scorer;
  private final List<Column> columns;
  private final double[] raw;

  RowPredictor(Model model) {
    this.model = model;
    this.scorer = model.scorer();
    this.columns = model.encoding().expansion().inputs();
    this.raw = new double[model.encoding().expansion().numbers()];
  }

  /**
   * What the model says of a row: [1] the mean of the label, or the probability of the positive one
   * of two classes, or [K] the probabilities of the classes in their order.
   *
   * @throws IllegalArgumentException if a column is not there, or its value cannot be used; the
   *     message names it
   */
  public double[] predict(Map<String, ? extends @Nullable Object> row) {
    for (int j = 0; j < columns.size(); j++) {
      Column column = columns.get(j);
      if (!row.containsKey(column.name())) {
        throw new IllegalArgumentException(
            "the row must have column " + column.name() + ", but has " + row.keySet());
      }
      Object value = row.get(column.name());
      if (column instanceof Vector vector) {
        copy(vector, value);
      } else {
        raw[j] = number(column, "".equals(value) ? null : value);
      }
    }
    scorer.row().put(raw);
    double[] scores = new double[model.network().outputs()];
    scorer.score(scores);
    if (!Arrays.stream(scores).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "the row must have a score that is finite, but has " + Arrays.toString(scores));
    }
    model.loss().predict(scores);
    return scores;
  }

  private void copy(Vector vector, @Nullable Object value) {
    if (!(value instanceof double[] numbers) || numbers.length != vector.size()) {
      throw refusal(vector, "an array of " + vector.size() + " doubles", value);
    }
    for (double number : numbers) {
      if (!Double.isFinite(number)) {
        throw refusal(vector, "finite", number);
      }
    }
    System.arraycopy(numbers, 0, raw, 0, numbers.length);
  }

  private static double number(Column column, @Nullable Object value) {
    if (column instanceof Categorical categorical) {
      double code = value == null ? categorical.missing() : categorical.code(text(column, value));
      return required(column, code, "one that training rows have", value);
    }
    if (column instanceof Hashed hashed) {
      double code = value == null ? hashed.missing() : hashed.code(text(column, value));
      return required(column, code, "there", value);
    }
    boolean mayBeMissing = column instanceof Numeric numeric && numeric.mayBeMissing();
    if (value == null && mayBeMissing) {
      return Double.NaN;
    }
    double number = value instanceof String text ? Numbers.parse(text) : plain(value);
    return required(
        column, Double.isInfinite(number) ? Double.NaN : number, "a finite number", value);
  }

  private static double plain(@Nullable Object value) {
    if (value instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    return value instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  /** A value as a category has it. */
  private static String text(Column column, Object value) {
    if (value instanceof String || value instanceof Boolean || value instanceof Long) {
      return value.toString();
    }
    double number = required(column, plain(value), "a text, a number or a boolean", value);
    return number == Math.rint(number) && Math.abs(number) < LONGEST_WHOLE
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  private static double required(
      Column column, double number, String rule, @Nullable Object value) {
    if (Double.isNaN(number)) {
      throw refusal(column, rule, value);
    }
    return number;
  }

  private static IllegalArgumentException refusal(
      Column column, String rule, @Nullable Object value) {
    String shown = value == null ? "missing" : Fields.shown(value);
    return new IllegalArgumentException(
        "column " + column.name() + " must be " + rule + ", but was " + shown);
  }
}
