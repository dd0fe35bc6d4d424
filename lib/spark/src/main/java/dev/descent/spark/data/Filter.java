package dev.descent.spark.data;

import java.util.List;

/**
 * A condition on one column; a row without a value there meets none but {@link Comparison#IS_NULL}.
 *
 * @param values what the column is compared with: none for the two conditions on null, at least one
 *     for {@code IN} and {@code NOT_IN}, else one; all of one type
 */
public record Filter(String column, Comparison comparison, List<Value> values) {
  public Filter {
    values = List.copyOf(values);
    if (!comparison.takes(values.size())) {
      throw new IllegalArgumentException(comparison + " does not go with " + values);
    }
    if (values.stream().map(Object::getClass).distinct().count() > 1) {
      throw new IllegalArgumentException("values must be of one type, but were " + values);
    }
  }

  /** How a column is compared. */
  public enum Comparison {
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL,
    IN,
    NOT_IN,
    IS_NULL,
    IS_NOT_NULL;

    boolean isOfNull() {
      return this == IS_NULL || this == IS_NOT_NULL;
    }

    boolean isOrder() {
      return this == LESS || this == LESS_OR_EQUAL || this == GREATER || this == GREATER_OR_EQUAL;
    }

    private boolean takes(int values) {
      if (isOfNull()) {
        return values == 0;
      }
      boolean list = this == IN || this == NOT_IN;
      return list ? values >= 1 : values == 1;
    }
  }

  /** What a column is compared with. */
  public sealed interface Value {}

  /** A finite number. */
  public record Numeric(double value) implements Value {}

  /** Text, a date or a time. */
  public record Text(String value) implements Value {}

  /** True or false. */
  public record Truth(boolean value) implements Value {}
}
